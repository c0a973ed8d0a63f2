//! Every code a reader can answer with: `E` stops, `W` warns, `N` only tells.

use super::fault::Severity;

/// A code with its general meaning and its usual cure, as listed in `docs/errors.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, which never changes.
    pub id: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What to do, where nothing more special can be said.
    pub cure: &'static str,
}

impl Code {
    /// How much a fault of this code matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        Severity::of(self.id)
    }
}

macro_rules! codes {
    ($($name:ident $id:literal $meaning:literal $cure:literal)*) => {
        $(pub(crate) const $name: Code = Code { id: $id, meaning: $meaning, cure: $cure };)*
        /// Every code, in order.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    TOML_SYNTAX "E1101" "a TOML file cannot be parsed"
        "mend the syntax at this place"
    KEY_MISSING "E1102" "a key that is needed is missing"
        "add the key"
    KEY_UNKNOWN "W1103" "a key is not known and is not used"
        "remove it or mend its spelling"
    KEY_TYPE "E1104" "a key has a value of the wrong sort"
        "give the value in the form shown"
    KEY_RANGE "E1105" "a value is out of its range"
        "give a value inside the range"
    ID_UNKNOWN "E1106" "a name refers to nothing that is defined"
        "define it or mend the spelling"
    ID_TWICE "E1107" "an id is given twice"
        "give each its own id"
    WORD_UNKNOWN "E1108" "a word is not one of those allowed"
        "use one of the words listed"
    CONTRACT_IMPOSSIBLE "E1109" "no shift or week can satisfy a contract"
        "change its bounds or its templates"
    BREAK_GRID "E1110" "a length is not a multiple of the interval"
        "use a multiple of the interval"
    START_GRID "E1111" "a clock time does not lie on the interval"
        "use a time on the interval"
    BREAK_WINDOW "E1112" "a break's window cannot hold it"
        "let the break end before the shift does"
    ZONE_UNKNOWN "E1113" "a time zone or currency is not known"
        "use an IANA name such as Asia/Shanghai"
    HOURS_BAD "E1114" "opening hours cannot be read"
        "write windows such as \"08:00-22:00\""
    TARGET_BAD "E1115" "a target cannot be read or does not fit its channel"
        "write one of the five kinds of target"
    RULES_ABSENT "N1116" "there is no rules.toml"
        "write one with `profile = \"china\"`, \"eu\" or \"plain\""
    INTERVAL_TWICE "E1201" "a queue has the same interval twice"
        "keep one of the two rows"
    HISTORY_QUEUE "E1202" "a row names a queue that centre.toml does not have"
        "define the queue or mend the spelling"
    OFF_GRID "E1203" "an interval does not begin on the grid"
        "begin intervals on multiples of the interval"
    HISTORY_GAP "W1204" "intervals are missing while the queue is open"
        "add the rows, zero if nobody called; missing is not zero"
    COUNTS_ODD "W1205" "a row's counts contradict each other"
        "check answered, abandoned and offered"
    EVENT_ORDER "E1206" "an event ends before it begins"
        "put the end after the start"
    EVENT_EFFECT "E1207" "an event's effect and value do not fit"
        "give a value for relative and absolute, none otherwise"
    EVENT_PHASE "W1208" "a phase is given for something that is not a promotion"
        "empty the phase or make it a promotion"
    EVENT_QUEUE "E1209" "an event names a queue that centre.toml does not have"
        "mend the spelling, or leave it empty for all"
    HISTORY_ORPHAN "W1210" "a queue has no history at all"
        "add rows, or the forecast has nothing to learn from"
    PARQUET_BAD "E1211" "a Parquet file cannot be read"
        "write it again with the columns of history.csv"
    AGENT_TWICE "E1301" "an agent is listed twice"
        "keep one of the two rows"
    AGENT_CONTRACT "E1302" "an agent has a contract that centre.toml does not have"
        "define the contract or mend the spelling"
    AGENT_SKILL "E1303" "an agent has a skill that cannot be read or used"
        "write skills as `queue:1.0|other:0.8`"
    AGENT_UNKNOWN "E1304" "a row names an agent that agents.csv does not have"
        "add the agent or mend the spelling"
    SPAN_ORDER "E1305" "a span ends before it begins"
        "put the end after the start"
    WEIGHT_BAD "E1307" "a weight is missing or not wanted"
        "give a weight from 0 to 1 for wishes only"
    ACTIVITY_BAD "E1309" "an activity and its queue do not fit"
        "give a queue for work only"
    STRETCH_OVERLAP "E1310" "two stretches of one agent overlap"
        "let one end when the next begins"
    SHIFT_DATE "E1311" "a stretch does not belong to its date"
        "use the date on which the shift starts"
    ROSTER_HEAD "E1312" "the roster's head lines cannot be read"
        "keep the lines that begin with # as they were written"
    ROSTER_HORIZON "W1313" "a roster does not say its horizon"
        "keep its `# horizon` head line"
    STRETCH_GRID "W1314" "a stretch does not begin and end on the interval"
        "use times on the interval"
    PREVIOUS_ABSENT "N1316" "there is no previous.csv"
        "add last week's roster, so that rest carries over"
    IMPORT_COLUMN "E1401" "no column can be recognised for something needed"
        "name it: --map offered=Calls"
    IMPORT_MAP "E1402" "a mapping names a column that the file does not have"
        "use one of the columns listed"
    IMPORT_GUESS "N1403" "a column was recognised by its name or its values"
        "override it with --map if it is wrong"
    IMPORT_UNUSED "N1404" "a column of the foreign file is not used"
        "map it with --map if it matters"
    IMPORT_ASSUMED "N1405" "something was assumed for the starter centre"
        "check it in centre.toml"
    READ_FAILED "E1901" "a file cannot be read or is missing"
        "check the path and the permissions"
    TEXT_INVALID "E1902" "a file is neither UTF-8 nor GB18030"
        "save it as UTF-8"
    FILE_EMPTY "E1903" "a file has no rows"
        "write a header line and rows below it"
    COLUMN_MISSING "E1904" "a column that is needed is missing"
        "add the column to the header line"
    ROW_RAGGED "E1905" "a row has more or fewer cells than the header"
        "give every row as many cells as the header"
    QUOTE_BAD "E1906" "a quoted cell is not closed or goes on after its end"
        "close the quote; double it inside a cell"
    CONTROL_BYTE "E1907" "a cell contains a NUL or another control character"
        "remove the character"
    CELL_HUGE "E1908" "a cell is longer than 64 KiB"
        "look for a missing quote or line end"
    COLUMN_UNKNOWN "W1909" "a column is not known and is not used"
        "remove it or mend its name"
    COLUMN_TWICE "E1910" "a column is given twice"
        "keep one of the two"
    CELL_EMPTY "E1911" "a cell that is needed is empty"
        "fill the cell"
    NUMBER_BAD "E1912" "a cell is not a number"
        "write a plain number such as 12 or 12.5"
    NUMBER_RANGE "E1913" "a number is out of its range"
        "give a number inside the range"
    TIME_BAD "E1914" "a cell is not a date or time"
        "write 2025-11-10 or 2025-11-10T09:30"
    TIME_SKIPPED "E1915" "clocks skip this local time"
        "give the time that clocks showed, or add an offset"
    TIME_TWICE "W1916" "clocks show this local time twice"
        "add an offset such as +02:00 to say which"
    WORD_BAD "E1917" "a word is not one of those allowed"
        "use one of the words listed"
    TEXT_DECODED "N1918" "a file is not UTF-8 and was decoded"
        "save it as UTF-8 to silence this"
    SHEET_BAD "E1919" "a workbook or its sheet cannot be read"
        "save it as .xlsx with one sheet of that name"
    FILE_TWICE "E1920" "one thing is given in two files"
        "keep one of the files"
    DAY_INCLUSIVE "N1921" "an end without a clock time means the whole day"
        "write a clock time to end earlier"
    WRITE_FAILED "E1922" "a file cannot be written"
        "check the path, the permissions and the space left"
    TABLE_HORIZON "E1923" "rows do not fit the file's horizon"
        "keep the head lines and one row per queue and interval"
}

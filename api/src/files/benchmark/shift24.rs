//! The public shift benchmark's text: sections of comma-separated lines, `#` for comments.
//!
//! ```text
//! SECTION_HORIZON              days, from a Monday
//! SECTION_SHIFTS               id, minutes, types that cannot follow (|)
//! SECTION_STAFF                id, most per type (A=2|B=0), minutes max, minutes min, run max,
//!                              run min, days off min, weekends max
//! SECTION_DAYS_OFF             id, days from 0
//! SECTION_SHIFT_ON_REQUESTS    id, day, type, weight
//! SECTION_SHIFT_OFF_REQUESTS   id, day, type, weight
//! SECTION_COVER                day, type, required, weight under, weight over
//! ```
//! A type without a limit of its own may be worked every day.

use domain::Cure;
use solver::shift24::{Cover, Person, Problem, ShiftType, Tour};
use std::str::FromStr;

/// An instance with the names its file uses.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftInstance {
    /// The problem as numbers.
    pub problem: Problem,
    types: Vec<String>,
    people: Vec<String>,
}

/// Why a file is no instance.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShiftError {
    /// A line that cannot be used.
    #[error("line {line}: {what}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A section that every instance has.
    #[error("the file has no {0}")]
    Section(&'static str),
}

impl Cure for ShiftError {
    fn code(&self) -> &'static str {
        match self {
            Self::Line { .. } => "E1927",
            Self::Section(_) => "E1928",
        }
    }
    fn cure(&self) -> String {
        "give an instance of the public shift benchmark in its text format".into()
    }
}

/// One line of a section, cut into fields.
struct Line<'t> {
    section: &'t str,
    number: usize,
    fields: Vec<&'t str>,
}

/// Reads an instance.
///
/// # Errors
/// [`ShiftError`] with the line that cannot be used, or the section that is missing.
pub fn read(text: &str) -> Result<ShiftInstance, ShiftError> {
    let lines = lines(text);
    let of = |section: &'static str| lines.iter().filter(move |l| l.section == section);
    let horizon = of("SECTION_HORIZON").next().ok_or(ShiftError::Section("SECTION_HORIZON"))?;
    let days: usize = horizon.parse(0)?;
    if !(1..=366).contains(&days) {
        return Err(horizon.wrong("a horizon has 1 to 366 days"));
    }
    let names = |section: &'static str| -> Result<Vec<String>, ShiftError> {
        let ids: Vec<String> = of(section).map(|l| l.fields[0].to_owned()).collect();
        if ids.is_empty() { Err(ShiftError::Section(section)) } else { Ok(ids) }
    };
    let mut reader = Reader {
        types: names("SECTION_SHIFTS")?,
        ids: names("SECTION_STAFF")?,
        people: Vec::new(),
        days,
    };
    let types = of("SECTION_SHIFTS").map(|l| reader.shift(l)).collect::<Result<_, _>>()?;
    reader.people = of("SECTION_STAFF").map(|l| reader.person(l)).collect::<Result<_, _>>()?;
    for line in of("SECTION_DAYS_OFF") {
        let person = reader.who(line)?;
        for field in 1..line.fields.len() {
            let day = reader.day(line, field)?;
            reader.people[person].days_off.push(day);
        }
    }
    for line in of("SECTION_SHIFT_ON_REQUESTS") {
        let (wanted, weight, day) = reader.request(line)?;
        let others = day.iter_mut().enumerate().filter(|(choice, _)| *choice != wanted);
        others.for_each(|(_, penalty)| *penalty += weight);
    }
    for line in of("SECTION_SHIFT_OFF_REQUESTS") {
        let (refused, weight, day) = reader.request(line)?;
        day[refused] += weight;
    }
    let mut cover = vec![vec![Cover::default(); reader.types.len()]; days];
    for line in of("SECTION_COVER") {
        let (day, kind) = (reader.day(line, 0)?, reader.kind(line, line.field(1)?)?);
        cover[day][kind] =
            Cover { required: line.parse(2)?, under: line.parse(3)?, over: line.parse(4)? };
    }
    let problem = Problem { days, types, people: reader.people, cover };
    Ok(ShiftInstance { problem, types: reader.types, people: reader.ids })
}

impl ShiftInstance {
    /// `id,shift,shift,…` per person in day order, `-` for a day off: what the scorer reads.
    #[must_use]
    pub fn solution(&self, tours: &[Tour]) -> String {
        let name = |choice: &u8| self.types.get(usize::from(*choice)).map_or("-", String::as_str);
        let line = |(id, tour): (&String, &Tour)| {
            let shifts: Vec<&str> = tour.iter().map(name).collect();
            format!("{id},{}\n", shifts.join(","))
        };
        self.people.iter().zip(tours).map(line).collect()
    }
}

/// What is known while reading.
struct Reader {
    types: Vec<String>,
    ids: Vec<String>,
    people: Vec<Person>,
    days: usize,
}

impl Reader {
    fn shift(&self, line: &Line<'_>) -> Result<ShiftType, ShiftError> {
        let after = line.fields.get(2).copied().unwrap_or_default();
        let after = after.split('|').filter(|id| !id.is_empty());
        let cannot_follow = after.map(|id| self.kind(line, id)).collect::<Result<_, _>>()?;
        Ok(ShiftType { minutes: line.parse(1)?, cannot_follow })
    }

    fn person(&self, line: &Line<'_>) -> Result<Person, ShiftError> {
        let mut most_per_type = vec![self.days as u32; self.types.len()];
        for limit in line.field(1)?.split('|').filter(|l| !l.is_empty()) {
            let (id, most) = limit.split_once('=').ok_or_else(|| line.wrong("a limit is ID=N"))?;
            most_per_type[self.kind(line, id)?] =
                most.parse().map_err(|_| line.wrong("a limit is ID=N"))?;
        }
        Ok(Person {
            most_per_type,
            minutes_max: line.parse(2)?,
            minutes_min: line.parse(3)?,
            run_max: line.parse(4)?,
            run_min: line.parse(5)?,
            off_min: line.parse(6)?,
            weekends_max: line.parse(7)?,
            penalty: vec![vec![0; self.types.len() + 1]; self.days],
            days_off: Vec::new(),
        })
    }

    fn kind(&self, line: &Line<'_>, id: &str) -> Result<usize, ShiftError> {
        let found = self.types.iter().position(|t| t == id);
        found.ok_or_else(|| line.wrong(&format!("no shift type is called `{id}`")))
    }

    fn who(&self, line: &Line<'_>) -> Result<usize, ShiftError> {
        let id = line.field(0)?;
        let found = self.ids.iter().position(|p| p == id);
        found.ok_or_else(|| line.wrong(&format!("nobody is called `{id}`")))
    }

    fn day(&self, line: &Line<'_>, field: usize) -> Result<usize, ShiftError> {
        let day = line.parse(field)?;
        if day < self.days { Ok(day) } else { Err(line.wrong("a day beyond the horizon")) }
    }

    /// The type of a request, its weight, and what the person's choices of that day cost so far.
    fn request(&mut self, line: &Line<'_>) -> Result<(usize, i64, &mut Vec<i64>), ShiftError> {
        let (person, day) = (self.who(line)?, self.day(line, 1)?);
        let kind = self.kind(line, line.field(2)?)?;
        Ok((kind, line.parse(3)?, &mut self.people[person].penalty[day]))
    }
}

impl<'t> Line<'t> {
    fn wrong(&self, what: &str) -> ShiftError {
        ShiftError::Line { line: self.number, what: what.to_owned() }
    }

    fn field(&self, field: usize) -> Result<&'t str, ShiftError> {
        let missing = || self.wrong(&format!("{} has more fields", self.section));
        self.fields.get(field).copied().ok_or_else(missing)
    }

    fn parse<T: FromStr>(&self, field: usize) -> Result<T, ShiftError> {
        let text = self.field(field)?;
        text.parse().map_err(|_| self.wrong(&format!("`{text}` is not a number that fits")))
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut all, mut section) = (Vec::new(), "");
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with("SECTION_") {
            section = line;
        } else if !line.is_empty() && !line.starts_with('#') {
            let fields = line.split(',').map(str::trim).collect();
            all.push(Line { section, number: n + 1, fields });
        }
    }
    all
}

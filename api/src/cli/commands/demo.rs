//! `paiban demo`.

use crate::cli::answer::Answer;
use crate::cli::args::{HorizonArgs, SearchArgs};
use crate::cli::progress::Talk;
use crate::cli::{CliError, Exit, folder};
use crate::{files, wire};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  paiban demo                        the week of Double 11 of a shop in Hangzhou, in ./paiban-demo
  paiban demo shop --time-limit 20   the same in the folder shop, searching 20 seconds
  paiban demo light --sample lighthouse
                                     eight people, two queues, no promotion

Every person, customer and figure of the samples is generated.";

/// The folder's mark, so that a second run may write over the first and over nothing else.
const MARK: &str = "GENERATED.txt";

/// What the mark and the report say.
const NOTICE: &str = "Generated sample: no person, customer or figure in it is real.";

/// Write a sample centre, plan its week and print it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Demo {
    /// Folder for the sample centre and everything made from it
    #[arg(value_name = "DIR", default_value = "paiban-demo")]
    folder: PathBuf,
    /// Which sample
    #[arg(long, value_enum, default_value_t = Sample::Hangzhou)]
    sample: Sample,
    /// Seed of the sample's history
    #[arg(long, value_name = "N", default_value_t = 1)]
    history_seed: u64,
    /// Write the centre's files and stop
    #[arg(long)]
    no_plan: bool,
    #[command(flatten)]
    search: SearchArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sample {
    /// Sixty people, four queues, the week of Double 11
    Hangzhou,
    /// Eight people, two queues, an ordinary week
    Lighthouse,
}

impl Demo {
    /// Writes the centre, reads it back as a planner's own, plans it.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        claim(&self.folder)?;
        let talk = Talk::new();
        talk.say("writing the sample centre");
        let inputs = match self.sample {
            Sample::Hangzhou => scenarios::library::hangzhou(self.history_seed),
            Sample::Lighthouse => scenarios::library::lighthouse(self.history_seed),
        };
        files::write_inputs(&self.folder, &inputs)?;
        if self.sample == Sample::Hangzhou {
            files::write_scenarios(&self.folder, scenarios::library::WHATIFS)?;
            let path = self.folder.join("capacity.toml");
            let failed = |source| CliError::Write { path: path.clone(), source };
            std::fs::write(&path, include_str!("capacity.toml")).map_err(failed)?;
        }
        if self.no_plan {
            drop(talk);
            let folder = self.folder.display();
            return answer.give(
                || wire::Written::one(&self.folder),
                |_, out| writeln!(out, "wrote the sample centre to {folder}"),
            );
        }
        let opened = folder::open(&self.folder, &talk)?;
        let grid = folder::horizon(&opened.inputs, HorizonArgs { from: None, weeks: 1 })?;
        let plan = super::roster::search(&opened.inputs, &grid, self.search, talk)?;
        super::roster::show(&opened, &plan, &self.folder, Some(NOTICE), answer)
    }
}

/// Makes the folder, or refuses one that holds something else.
fn claim(folder: &Path) -> Result<(), CliError> {
    let failed = |source| CliError::Write { path: folder.to_owned(), source };
    let mark = folder.join(MARK);
    let taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken && !mark.exists() {
        return Err(CliError::Occupied(folder.to_owned()));
    }
    std::fs::create_dir_all(folder).map_err(failed)?;
    std::fs::write(&mark, format!("{NOTICE}\n")).map_err(failed)
}

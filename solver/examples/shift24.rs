//! Solves a public shift instance: `shift24 Instance1.txt 10 out.csv [seed]`.
//!
//! Prints cost, bound and gap; writes one line `id,shift,shift,…` per person, `-` for a day off.

#![expect(clippy::print_stdout, reason = "an example prints its answer")]

use solver::shift24::{Cover, Options, Person, Problem, ShiftType, solve};
use std::collections::HashMap;
use std::error::Error;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, seconds, out, seed @ ..] = arguments.as_slice() else {
        return Err("usage: shift24 INSTANCE.txt SECONDS OUT.csv [SEED]".into());
    };
    let instance = read(&std::fs::read_to_string(file)?)?;
    let seed = seed.first().map_or(Ok(1), |s| s.parse())?;
    let options = Options { seed, time: Duration::from_secs_f64(seconds.parse()?) };
    let begin = Instant::now();
    let mut last = None;
    let answer = solve(&instance.problem, &options, &mut |progress| {
        if last != Some(*progress) {
            println!("{:6.1} s {progress:?}", begin.elapsed().as_secs_f64());
        }
        last = Some(*progress);
    });
    let Some(tours) = answer.tours else { return Err("no lawful roster in the time".into()) };
    let cost = answer.cost.unwrap_or_default();
    let gap = 100.0 * (cost - answer.bound) as f64 / cost.max(1) as f64;
    let time = begin.elapsed().as_secs_f64();
    println!(
        "cost {cost} bound {} gap {gap:.2} % work {} time {time:.1} s",
        answer.bound, answer.work
    );
    let lawful = (0..tours.len()).all(|i| instance.problem.allows(i, &tours[i]));
    println!("lawful {lawful} recount {}", instance.problem.cost(&tours));
    let name = |choice: &u8| instance.types.get(usize::from(*choice)).map_or("-", String::as_str);
    let line = |(id, tour): (&String, &Vec<u8>)| {
        let shifts: Vec<&str> = tour.iter().map(name).collect();
        format!("{id},{}\n", shifts.join(","))
    };
    std::fs::write(out, instance.people.iter().zip(&tours).map(line).collect::<String>())?;
    Ok(())
}

/// An instance with the names that its file uses.
struct Instance {
    problem: Problem,
    types: Vec<String>,
    people: Vec<String>,
}

/// Reads the benchmark's text: sections of comma-separated lines, `#` for comments.
fn read(text: &str) -> Result<Instance, Box<dyn Error>> {
    let sections = sections(text);
    let lines = |name: &str| sections.get(name).map_or(&[][..], Vec::as_slice);
    let days: usize = lines("SECTION_HORIZON").first().ok_or("no horizon")?[0].parse()?;
    let types: Vec<String> = lines("SECTION_SHIFTS").iter().map(|f| f[0].to_owned()).collect();
    let kind = |id: &str| types.iter().position(|t| t == id).ok_or(format!("no shift {id}"));
    let mut shift_types = Vec::new();
    for line in lines("SECTION_SHIFTS") {
        let after = line[2].split('|').filter(|id| !id.is_empty());
        let cannot_follow = after.map(kind).collect::<Result<_, _>>()?;
        shift_types.push(ShiftType { minutes: line[1].parse()?, cannot_follow });
    }
    let mut people = Vec::new();
    for line in lines("SECTION_STAFF") {
        let mut most_per_type = vec![days as u32; types.len()];
        for limit in line[1].split('|') {
            let (id, most) = limit.split_once('=').ok_or("a limit without =")?;
            most_per_type[kind(id)?] = most.parse()?;
        }
        people.push(Person {
            most_per_type,
            minutes_max: line[2].parse()?,
            minutes_min: line[3].parse()?,
            run_max: line[4].parse()?,
            run_min: line[5].parse()?,
            off_min: line[6].parse()?,
            weekends_max: line[7].parse()?,
            penalty: vec![vec![0; types.len() + 1]; days],
            days_off: Vec::new(),
        });
    }
    let ids: Vec<String> = lines("SECTION_STAFF").iter().map(|f| f[0].to_owned()).collect();
    let person = |id: &str| ids.iter().position(|p| p == id).ok_or(format!("no person {id}"));
    for line in lines("SECTION_DAYS_OFF") {
        let days_off =
            line[1..].iter().map(|d| d.parse::<usize>()).collect::<Result<Vec<_>, _>>()?;
        people[person(line[0])?].days_off.extend(days_off);
    }
    for line in lines("SECTION_SHIFT_ON_REQUESTS") {
        let (weight, wanted) = (line[3].parse::<i64>()?, kind(line[2])?);
        let day = &mut people[person(line[0])?].penalty[line[1].parse::<usize>()?];
        let others = day.iter_mut().enumerate().filter(|(choice, _)| *choice != wanted);
        others.for_each(|(_, penalty)| *penalty += weight);
    }
    for line in lines("SECTION_SHIFT_OFF_REQUESTS") {
        let day = &mut people[person(line[0])?].penalty[line[1].parse::<usize>()?];
        day[kind(line[2])?] += line[3].parse::<i64>()?;
    }
    let mut cover = vec![vec![Cover::default(); types.len()]; days];
    for line in lines("SECTION_COVER") {
        cover[line[0].parse::<usize>()?][kind(line[1])?] =
            Cover { required: line[2].parse()?, under: line[3].parse()?, over: line[4].parse()? };
    }
    Ok(Instance {
        problem: Problem { days, types: shift_types, people, cover },
        types,
        people: ids,
    })
}

fn sections(text: &str) -> HashMap<&str, Vec<Vec<&str>>> {
    let (mut all, mut name) = (HashMap::new(), "");
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if line.starts_with("SECTION_") {
            name = line;
        } else {
            let fields = line.split(',').map(str::trim).collect();
            all.entry(name).or_insert_with(Vec::new).push(fields);
        }
    }
    all
}

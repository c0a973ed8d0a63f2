//! Law by law and to the cent, judge and model say the same of random rosters.

use super::dice::Dice;
use super::{rosters, worlds};
use domain::{Roster, Verdict, judge};
use solver::roster::reference::{Family, Reading, read};
use std::collections::{BTreeMap, BTreeSet};

/// How much of each law the judge finds broken, hard and priced laws alike.
fn judged(verdict: &Verdict) -> BTreeMap<&'static str, f64> {
    let mut amounts = BTreeMap::new();
    for violation in &verdict.violations {
        *amounts.entry(violation.law).or_insert(0.0) += violation.breach.amount;
    }
    amounts.retain(|_, amount: &mut f64| *amount > 1e-9);
    amounts
}

/// The same for the rows of the model.
fn modelled(reading: &Reading) -> BTreeMap<&'static str, f64> {
    let mut amounts = BTreeMap::new();
    for row in reading.broken.iter().filter(|row| row.family.is_law()) {
        *amounts.entry(row.family.name()).or_insert(0.0) += row.amount;
    }
    amounts
}

/// Laws on which the two disagree about this roster.
fn disagreements(
    world: &worlds::World,
    roster: &Roster,
    omitted: &BTreeSet<Family>,
) -> BTreeSet<&'static str> {
    let verdict = judge(&world.centre, &world.requirement, roster, &world.previous);
    let reading = read(&world.case(), roster, omitted).expect("a roster of this world");
    let (ours, theirs) = (modelled(&reading), judged(&verdict));
    let names = ours.keys().chain(theirs.keys()).copied();
    let amount = |of: &BTreeMap<&'static str, f64>, law: &str| of.get(law).copied().unwrap_or(0.0);
    names.filter(|law| (amount(&ours, law) - amount(&theirs, law)).abs() > 1e-6).collect()
}

#[test]
fn judge_and_model_agree_on_every_law_of_random_rosters() {
    for seed in 0..700 {
        let dice = &mut Dice::new(seed);
        let world = worlds::random(dice);
        for n in 0..4 {
            let roster = rosters::random(dice, &world);
            let wrong = disagreements(&world, &roster, &BTreeSet::new());
            assert!(
                wrong.is_empty(),
                "seed {seed}, roster {n}: {wrong:?}\n{}",
                told(&world, &roster, &wrong)
            );
        }
    }
}

#[test]
fn judge_and_model_agree_on_the_cost_to_the_cent() {
    for seed in 0..400 {
        let dice = &mut Dice::new(seed);
        let world = worlds::random(dice);
        let roster = rosters::random(dice, &world);
        let verdict = judge(&world.centre, &world.requirement, &roster, &world.previous);
        let reading = read(&world.case(), &roster, &BTreeSet::new()).expect("a known roster");
        assert_eq!(reading.cost, verdict.cost.total(), "seed {seed}: {:?}", verdict.cost);
    }
}

#[test]
fn a_law_left_out_of_the_model_is_missed_by_some_roster() {
    let mut unseen: BTreeSet<Family> = Family::laws().collect();
    for seed in 0..1500 {
        let dice = &mut Dice::new(seed);
        let world = worlds::random(dice);
        let roster = rosters::random(dice, &world);
        let verdict = judge(&world.centre, &world.requirement, &roster, &world.previous);
        let broken = judged(&verdict);
        for law in unseen.clone() {
            let missed = || disagreements(&world, &roster, &BTreeSet::from([law]));
            if broken.contains_key(law.name()) && missed().contains(law.name()) {
                unseen.remove(&law);
            }
        }
        if unseen.is_empty() {
            return;
        }
    }
    panic!("no roster misses {unseen:?}");
}

/// What both sides say of these laws, for a failing seed.
fn told(world: &worlds::World, roster: &Roster, laws: &BTreeSet<&'static str>) -> String {
    let verdict = judge(&world.centre, &world.requirement, roster, &world.previous);
    let reading = read(&world.case(), roster, &BTreeSet::new()).expect("a known roster");
    let theirs = verdict.violations.iter().filter(|v| laws.contains(v.law));
    let theirs = theirs.map(|v| format!("judge {} {} {}", v.law, v.breach.amount, v.breach.what));
    let ours = reading.broken.iter().filter(|row| laws.contains(row.family.name()));
    let ours = ours.map(|row| format!("model {} {} {}", row.family, row.amount, row.label));
    theirs.chain(ours).collect::<Vec<_>>().join("\n")
}

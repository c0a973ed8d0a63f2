//! Where the numbers come from and what their names mean.

use super::{PlannedWeek, html};

/// How the targets were turned into people.
fn planned_for(week: &PlannedWeek<'_>) -> &'static str {
    if week.requirement.queues.iter().all(|need| need.pooled.is_empty()) {
        "the expected volume, every target in every interval"
    } else {
        "the expected volume; targets per day or week on service curves, the others in every \
         interval"
    }
}

pub(super) fn section(week: &PlannedWeek<'_>) -> String {
    let p = &week.clean.roster().provenance;
    let facts = [
        ("Version", p.version.clone()),
        ("Seed", p.seed.to_string()),
        ("Input hash (SHA-256)", p.input_hash.clone()),
        ("Parent roster", p.parent.clone().unwrap_or_else(|| "none".to_owned())),
        ("Search ended by", week.proof.stopped.clone()),
        ("People planned for", planned_for(week).to_owned()),
    ];
    let rows: Vec<Vec<String>> =
        facts.iter().map(|(k, v)| vec![html::escape(k), html::escape(v)]).collect();
    let definitions = [
        (
            "Gap",
            "(cost − bound) ÷ cost; the bound is proved, so no lawful roster is cheaper than it.",
        ),
        (
            "Required",
            "people on the roster: after shrinkage, enough are at desks for every target of the \
             queue that holds in that interval.",
        ),
        ("Service level", "contacts answered within the target time ÷ contacts offered."),
        (
            "Missing",
            "required minus scheduled people, weighted with their efficiency, where positive.",
        ),
        ("Paid time", "time on shift without unpaid breaks and meals."),
    ];
    let meaning: String =
        definitions.iter().map(|(word, text)| format!("<dt>{word}</dt><dd>{text}</dd>")).collect();
    let body =
        format!("{}<dl>{meaning}</dl>", html::table(&[("Fact", false), ("Value", false)], &rows));
    html::section(
        "provenance",
        "Provenance and definitions",
        "The same inputs, seed and version give the same numbers where the search is stopped by \
         work rather than by the clock.",
        &body,
    )
}

//! A comparison that was interrupted goes on where it was.

use crate::cli::{copy, paiban};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

const VOLUMES: [&str; 5] = ["0.9", "1.1", "1.2", "1.3", "1.4"];

/// The arguments of a comparison of every volume, in the centre's folder.
fn words(folder: &Path, volumes: &[&str]) -> Vec<String> {
    let scenario = |volume: &&str| {
        let name = format!("times-{volume}.toml");
        let text = format!("story = \"Calls times {volume}.\"\n[[change]]\nvolume = {volume}\n");
        fs::write(folder.join(&name), text).expect("a file");
        name
    };
    let mut words = vec!["whatif".to_owned(), ".".to_owned()];
    words.extend(volumes.iter().map(scenario));
    let more = ["--work-limit", "60", "--replications", "4", "--json"];
    words.extend(more.map(str::to_owned));
    words
}

/// What a whole run prints, and says besides.
fn run(folder: &Path, words: &[String]) -> (String, String) {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let out = paiban(&words).current_dir(folder).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let said = text(out.stderr);
    assert!(out.status.success(), "{said}");
    (text(out.stdout), said)
}

/// The proofs of rosters kept so far, with when they were written.
fn proofs(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    kept(&folder.join("whatif/rosters"))
}

/// The files of JSON in a folder, with when they were written.
fn kept(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let Ok(all) = fs::read_dir(folder) else { return BTreeMap::new() };
    let all = all.map(|entry| entry.expect("an entry").path());
    let all = all.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let written = |path: &Path| path.metadata().and_then(|m| m.modified()).expect("a time");
    all.map(|path| (path.clone(), written(&path))).collect()
}

/// What is kept in `place` of a run that is killed as soon as something is.
fn killed(folder: &Path, words: &[String], place: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let mut first = Command::new(crate::cli::binary())
        .args(words)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let begun = Instant::now();
    while kept(place).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing was kept");
        std::thread::sleep(Duration::from_millis(1));
    }
    first.kill().expect("SIGKILL");
    first.wait().expect("it is over");
    kept(place)
}

#[test]
fn a_killed_run_searches_nothing_twice_and_says_what_an_unbroken_one_says() {
    let (broken, whole) = (copy(), copy());
    let words = words(broken.path(), &VOLUMES);
    let before = killed(broken.path(), &words, &broken.path().join("whatif/rosters"));
    assert!(before.len() <= VOLUMES.len(), "it was killed midway: {before:?}");

    let (told, said) = run(broken.path(), &words);
    let kept = format!("{} of 6 rosters were kept", before.len());
    assert!(said.contains(&kept), "{kept}: {said}");
    let after = proofs(broken.path());
    assert_eq!(after.len(), 6);
    before.iter().for_each(|(path, when)| assert_eq!(&after[path], when, "written once"));

    self::words(whole.path(), &VOLUMES);
    let (unbroken, said) = run(whole.path(), &words);
    assert!(!said.contains("were kept"), "{said}");
    assert!(told == unbroken, "the same JSON, byte for byte");
    let page = |folder: &Path| fs::read(folder.join("whatif/compare.html")).expect("the page");
    assert!(page(broken.path()) == page(whole.path()), "the same page, byte for byte");
}

#[test]
fn a_killed_sweep_solves_no_setting_twice_and_says_what_an_unbroken_one_says() {
    let (broken, whole) = (copy(), copy());
    // other wages are another programme: every setting is a chain of its own
    let wages: Vec<String> = (0..40).map(|n| format!("1.{n:02}")).collect();
    let axis = format!("[[sweep.axis]]\nname = \"wages\"\nwage = [{}]\n", wages.join(", "));
    let sweep = format!("story = \"Wages.\"\n[sweep]\ndesign = \"grid\"\n{axis}");
    for folder in [&broken, &whole] {
        fs::write(folder.path().join("wages.toml"), &sweep).expect("a file");
    }
    let words = ["whatif", ".", "wages.toml", "--outline", "--json"].map(str::to_owned);
    let place = broken.path().join("whatif/outlines");
    let before = killed(broken.path(), &words, &place);
    assert!(before.len() < wages.len(), "it was killed midway: {}", before.len());
    let (told, said) = run(broken.path(), &words);
    let after = kept(&place);
    assert_eq!(after.len(), wages.len(), "{said}");
    before.iter().for_each(|(path, when)| assert_eq!(&after[path], when, "solved once"));
    let (unbroken, _) = run(whole.path(), &words);
    assert!(told == unbroken && told.contains("1.39"), "the same JSON, byte for byte");

    let (one, other) = (after.keys().next().expect("one"), after.keys().last().expect("another"));
    let sound = fs::read_to_string(one).expect("a file");
    let foreign = fs::read_to_string(other).expect("a file");
    let cut = &sound[..sound.len() / 2];
    let edited = sound.replacen("\"cost\":4", "\"cost\":5", 1);
    assert_ne!(edited, sound);
    for text in ["", cut, edited.as_str(), foreign.as_str()] {
        fs::write(one, text).expect("a file");
        let (told, said) = run(broken.path(), &words);
        assert!(said.contains("W1930") && told == unbroken, "{said}");
        assert_eq!(fs::read_to_string(one).expect("a file"), sound, "kept again");
    }
}

#[test]
fn what_is_not_as_it_was_kept_is_said_and_searched_anew() {
    let folder = copy();
    let words = words(folder.path(), &VOLUMES[..1]);
    let (first, _) = run(folder.path(), &words);
    let proofs: Vec<PathBuf> = proofs(folder.path()).into_keys().collect();
    let (proof, roster) = (&proofs[0], proofs[0].with_extension("csv"));
    let read = |path: &Path| fs::read_to_string(path).expect("a file");
    let (sound, shifts, foreign) = (read(proof), read(&roster), read(&proofs[1]));
    let fewer: String = shifts
        .lines()
        .rev()
        .skip(1)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .fold(String::new(), |all, line| all + line + "\n");
    let moved = shifts.replace("2025-03-1", "2025-03-2");
    let dearer = sound.replace("\"bound_minor\":", "\"bound\":");
    let bad = [
        (proof, ""),
        (proof, "{"),
        (proof, foreign.as_str()),
        (proof, dearer.as_str()),
        (&roster, fewer.as_str()),
        (&roster, moved.as_str()),
        (&roster, "nothing"),
    ];
    for (path, text) in bad {
        fs::write(path, text).expect("a file");
        let (told, said) = run(folder.path(), &words);
        assert!(said.contains("W1930"), "{text}: {said}");
        assert!(said.contains("1 of 2 rosters were kept"), "the other one: {said}");
        assert!(told == first, "{text}");
        assert_eq!((read(proof), read(&roster)), (sound.clone(), shifts.clone()), "kept again");
    }
    let (_, said) = run(folder.path(), &words);
    assert!(said.contains("2 of 2 rosters were kept") && !said.contains("W1930"), "{said}");
}

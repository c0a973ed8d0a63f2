//! Reads one file and tells the time and the memory it took.

use api::files;
use std::path::Path;
use std::time::Instant;

/// Reads `what` of a folder; prints rows, wall clock, processor time and peak memory.
pub(super) fn measured(folder: &Path, what: &str) -> Result<(), Box<dyn std::error::Error>> {
    let (centre, _) = files::read_centre(folder)?;
    let path = folder.join(format!("{what}.csv"));
    let (began, used) = (Instant::now(), processor_seconds()?);
    let (rows, remarks) = match what {
        "roster" => {
            let (roster, remarks) = files::read_roster(&path, &centre)?;
            (roster.shifts.iter().map(|s| s.stretches.len()).sum(), remarks)
        }
        "demand" => {
            let (demand, remarks) = files::read_demand(&path, &centre)?;
            (demand.queues.len() * demand.grid.len(), remarks)
        }
        "requirement" => {
            let (needed, remarks) = files::read_requirement(&path, &centre)?;
            (needed.queues.len() * needed.grid.len(), remarks)
        }
        _ => {
            let (history, remarks) = files::read_history(folder, &centre)?;
            let queues = history.iter().flat_map(|h| &h.queues);
            (queues.map(|q| q.records.len()).sum::<usize>(), remarks)
        }
    };
    println!(
        "{what}.csv: {rows} rows, {:.2} s, {:.2} s of processor time, {:.2} GiB at most, {} \
         remarks",
        began.elapsed().as_secs_f64(),
        processor_seconds()? - used,
        peak_gib()?,
        remarks.len()
    );
    Ok(())
}

/// User and system time of this process so far, in hundredths of a second.
fn processor_seconds() -> std::io::Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks = |n| after_name.split(' ').nth(n).and_then(|t| t.parse::<f64>().ok());
    Ok((ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / 100.0)
}

/// The most memory this process ever had.
fn peak_gib() -> std::io::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kib = line.and_then(|l| l.split_whitespace().next()).and_then(|n| n.parse::<f64>().ok());
    Ok(kib.unwrap_or(0.0) / 1024.0 / 1024.0)
}

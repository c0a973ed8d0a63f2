//! A requirement's story in plain words.

use super::promise::FLOOR;
use super::queueing::Shown;
use super::why::{Live, Point, Story, TicketWork, Why};
use super::{PlanFor, options};
use domain::Minutes;
use std::fmt;

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}: ", self.queue, self.at.format("%a %Y-%m-%d %H:%M"))?;
        match &self.story {
            Story::Closed => writeln!(f, "closed, nobody is needed"),
            Story::Quiet => writeln!(f, "nothing is planned for, nobody is needed"),
            Story::Live(live) => live_story(f, live, self.interval),
            Story::Tickets(work) => ticket_story(f, work),
        }
    }
}

fn live_story(f: &mut fmt::Formatter<'_>, live: &Live, interval: Minutes) -> fmt::Result {
    writeln!(f, "{} on the roster", live.agents)?;
    writeln!(f, "  contacts   {:.1} expected in {interval}", live.expected.0)?;
    if live.plan_for != PlanFor::Mean {
        writeln!(f, "  planned    {:.1}: {}", live.planned.0, options::Told(live.plan_for))?;
    }
    writeln!(f, "  handling   {:.0} s per contact on average", live.handle.0)?;
    writeln!(f, "  load       {:.2} = contacts × handling ÷ slot", live.load_alone)?;
    if (live.load.0 - live.load_alone.0).abs() > 0.005 {
        writeln!(f, "  with lag   {:.2}: contacts end later than they begin", live.load)?;
    }
    if live.pool.len() > 1 || (live.workload.0 - live.load.0).abs() > 0.005 {
        writeln!(f, "  work       {:.2} fully busy people{}", live.workload.0, together(live))?;
    }
    if let Some(binding) = &live.binding {
        writeln!(f, "  target     {}{}", Shown(binding), floor(live))?;
    }
    let within = format!("in {:.0} s", live.within.0);
    writeln!(f, "             at desks  {within:>8}   mean wait   hang up    busy")?;
    for point in &live.around {
        let mark = if point.agents == live.pool_seated { '▶' } else { ' ' };
        writeln!(f, "           {mark} {point}")?;
    }
    if let Some(holds) = live.holds {
        let holds = holds.get() * 100.0;
        writeln!(f, "  risk       targets hold with probability {holds:.0} %{}", margin(live))?;
    }
    if live.pool.len() > 1 {
        let all = live.pool_seated.0;
        writeln!(f, "  share      {} of the {all} at desks, by work", live.seated.0)?;
    }
    if live.shrinkage.get() > 0.0 {
        let (lost, seated) = (live.shrinkage, live.seated.0);
        writeln!(
            f,
            "  shrinkage  {lost} of working time is lost: {seated} at desks are {} on \
                     the roster",
            live.agents.0
        )?;
    }
    live.notes.iter().try_for_each(|note| writeln!(f, "  note       {note}"))
}

fn together(live: &Live) -> String {
    if live.pool.len() < 2 {
        return " when each holds as many as they can".to_owned();
    }
    let names: Vec<&str> = live.pool.iter().map(domain::QueueId::as_str).collect();
    format!(" for {} together", names.join(", "))
}

fn floor(live: &Live) -> String {
    if !live.is_floor {
        return String::new();
    }
    format!(" over the period; at least {:.0} % in every slot", FLOOR * 100.0)
}

fn margin(live: &Live) -> String {
    let (seated, mean) = (live.pool_seated.0, live.seated_for_mean.0);
    match seated.checked_sub(mean) {
        Some(0) => String::new(),
        Some(more) => format!(", for which {more} of the {seated} are there ({mean} for the mean)"),
        None => format!(" ({mean} would be there for the mean)"),
    }
}

fn ticket_story(f: &mut fmt::Formatter<'_>, work: &TicketWork) -> fmt::Result {
    writeln!(f, "work that may wait, nobody is asked for at once")?;
    let (contacts, handle) = (work.expected.0, work.handle.0);
    writeln!(f, "  tickets    {contacts:.1} expected, {handle:.0} s each")?;
    writeln!(f, "  work       {:.2} agent-slots on the roster come in", work.arriving)?;
    writeln!(f, "  due        {:.2} agent-slots fall due by the end of it", work.falling_due)?;
    writeln!(f, "  in all     {:.2} must be done by then since the horizon began", work.due)
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: domain::Share| format!("{:.1} %", share.get() * 100.0);
        if !self.settles {
            return write!(
                f,
                "{:8}   more work than they can do: the queue never ends",
                self.agents.0
            );
        }
        let wait = self.mean_wait.map_or_else(|| "none".to_owned(), |w| format!("{:.1} s", w.0));
        let (in_time, gone, busy) =
            (percent(self.in_time), percent(self.hang_up), percent(self.occupancy));
        write!(f, "{:8}   {in_time:>7}   {wait:>9}   {gone:>7} {busy:>7}", self.agents.0)
    }
}

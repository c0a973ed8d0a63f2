//! The four queues of the Hangzhou sample and what is promised to each.

use crate::library::table::{share, window};
use domain::{
    Channel, Minutes, Money, OpeningHours, Period, Queue, Seconds, Shortage, Target, TargetKind,
};

/// Pre-sales chat, after-sales chat, phone and tickets.
pub(super) fn queues() -> Vec<Queue> {
    vec![presales_chat(), aftersales_chat(), phone(), tickets()]
}

const fn every_interval(kind: TargetKind) -> Target {
    Target { kind, period: Period::Interval }
}

/// `light` yuan an hour for the first tenth missing, `heavy` beyond.
fn missing(light: i64, heavy: i64) -> Shortage {
    let yuan = |amount: i64| Money(amount * 100);
    Shortage { light: yuan(light), light_share: share(0.1), heavy: yuan(heavy) }
}

fn chat(speed: [f64; 3]) -> Channel {
    Channel::Chat { concurrency: 3, speed: speed.to_vec(), measured_at: 2.0 }
}

/// Shoppers ask before they buy: answered within 30 seconds on average, from eight to two at night.
fn presales_chat() -> Queue {
    Queue {
        id: "presales_chat".into(),
        name: "Pre-sales chat 售前".into(),
        channel: chat([1.0, 1.7, 2.2]),
        hours: OpeningHours::daily(&[window("08:00-02:00")]),
        targets: vec![every_interval(TargetKind::MeanWait(Seconds(30.0)))],
        patience: Some(Seconds(150.0)),
        shrinkage: share(0.08),
        max_occupancy: Some(share(0.9)),
        shortage: missing(120, 320),
    }
}

/// Buyers ask about orders and returns: 80 per cent answered within a minute.
fn aftersales_chat() -> Queue {
    let target = TargetKind::ServiceLevel { share: share(0.8), within: Seconds(60.0) };
    Queue {
        id: "aftersales_chat".into(),
        name: "After-sales chat 售后".into(),
        channel: chat([1.0, 1.65, 2.1]),
        hours: OpeningHours::daily(&[window("08:00-24:00")]),
        targets: vec![every_interval(target)],
        patience: Some(Seconds(240.0)),
        shrinkage: share(0.08),
        max_occupancy: Some(share(0.9)),
        shortage: missing(100, 260),
    }
}

/// The hotline: 80 per cent within 20 seconds, nine to nine.
fn phone() -> Queue {
    let target = TargetKind::ServiceLevel { share: share(0.8), within: Seconds(20.0) };
    Queue {
        id: "phone".into(),
        name: "Phone 热线".into(),
        channel: Channel::Phone,
        hours: OpeningHours::daily(&[window("09:00-21:00")]),
        targets: vec![every_interval(target)],
        patience: Some(Seconds(120.0)),
        shrinkage: share(0.1),
        max_occupancy: Some(share(0.88)),
        shortage: missing(110, 300),
    }
}

/// Returns, refunds and complaints in writing: 90 per cent done within 24 hours.
fn tickets() -> Queue {
    let target = TargetKind::Deadline { share: share(0.9), within: Minutes::hours(24) };
    Queue {
        id: "tickets".into(),
        name: "Tickets 工单".into(),
        channel: Channel::Ticket,
        hours: OpeningHours::always(),
        targets: vec![Target { kind: target, period: Period::Day }],
        patience: None,
        shrinkage: share(0.08),
        max_occupancy: None,
        shortage: missing(90, 90),
    }
}

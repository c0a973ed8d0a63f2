//! Drawings: a canvas in pixels, and a plot area with a week on its x axis.

use super::html::escape;
use domain::{Grid, Slot};
use std::fmt::Write as _;

/// A drawing that grows element by element.
pub(super) struct Svg {
    width: f64,
    height: f64,
    body: String,
}

impl Svg {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { width, height, body: String::new() }
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(element);
        self.body.push('\n');
    }

    pub(super) fn rect(&mut self, at: (f64, f64), size: (f64, f64), class: &str, title: &str) {
        let ((x, y), (w, h)) = (at, size);
        let tag = format!(
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\""
        );
        if title.is_empty() {
            self.put(format_args!("{tag}/>"));
        } else {
            self.put(format_args!("{tag}><title>{}</title></rect>", escape(title)));
        }
    }

    pub(super) fn circle(&mut self, at: (f64, f64), radius: f64, class: &str, title: &str) {
        let (x, y) = at;
        self.put(format_args!(
            "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\">\
             <title>{}</title></circle>",
            escape(title)
        ));
    }

    pub(super) fn tinted(&mut self, at: (f64, f64), size: (f64, f64), colour: &str, title: &str) {
        let ((x, y), (w, h)) = (at, size);
        self.put(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" fill=\"{colour}\">\
             <title>{}</title></rect>",
            escape(title)
        ));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        self.put(format_args!(
            "<line class=\"{class}\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
            from.0, from.1, to.0, to.1
        ));
    }

    pub(super) fn path(&mut self, points: &[(f64, f64)], class: &str) {
        let mut d = String::new();
        for (i, (x, y)) in points.iter().enumerate() {
            let _ = write!(d, "{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' });
        }
        self.put(format_args!("<path class=\"{class}\" d=\"{d}\"/>"));
    }

    pub(super) fn text(&mut self, at: (f64, f64), class: &str, text: &str) {
        let (x, y) = at;
        self.put(format_args!(
            "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
            escape(text)
        ));
    }

    /// The drawing in a page, described for those who cannot see it.
    pub(super) fn finish(self, description: &str) -> String {
        format!("<div class=\"scroll\">{}</div>", self.drawing("", "", description))
    }

    /// The drawing as a file of its own.
    pub(super) fn alone(self, style: &str, description: &str) -> String {
        let space = "xmlns=\"http://www.w3.org/2000/svg\" ";
        self.drawing(space, &format!("<style>{style}</style>"), description) + "\n"
    }

    fn drawing(self, space: &str, style: &str, description: &str) -> String {
        let Self { width, height, body } = self;
        let label = escape(description);
        format!(
            "<svg {space}viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-label=\"{label}\">{style}\n{body}</svg>"
        )
    }
}

/// Where a week is drawn: slots run along x, values up y.
pub(super) struct Plot<'a> {
    pub(super) grid: &'a Grid,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) max: f64,
}

impl Plot<'_> {
    pub(super) fn x(&self, slot: f64) -> f64 {
        self.left + self.width * slot / self.grid.len() as f64
    }
    pub(super) fn y(&self, value: f64) -> f64 {
        self.top + self.height * (1.0 - value / self.max)
    }

    /// Day borders and names below, and round values on the left.
    pub(super) fn frame(&self, svg: &mut Svg) {
        let bottom = self.top + self.height;
        for tick in ticks(self.max) {
            let y = self.y(tick);
            svg.line((self.left, y), (self.left + self.width, y), "grid");
            svg.text((self.left - 6.0, y + 4.0), "tick end", &label(tick));
        }
        for day in 0..self.grid.days() {
            let slots = self.grid.slots_of_day(day);
            let (from, to) = (self.x(slots.start as f64), self.x(slots.end as f64));
            svg.line((from, self.top), (from, bottom), "day");
            let name = self.grid.date(day).format("%a %-d %b").to_string();
            svg.text(((from + to) / 2.0, bottom + 16.0), "tick middle", &name);
        }
    }

    /// One point per slot, in its middle.
    pub(super) fn points(&self, value: impl Fn(usize) -> f64) -> Vec<(f64, f64)> {
        (0..self.grid.len()).map(|s| (self.x(s as f64 + 0.5), self.y(value(s)))).collect()
    }

    /// A staircase: each slot keeps its value over its whole width.
    pub(super) fn stairs(&self, value: impl Fn(usize) -> f64) -> Vec<(f64, f64)> {
        let step = |s: usize| {
            let y = self.y(value(s));
            [(self.x(s as f64), y), (self.x(s as f64 + 1.0), y)]
        };
        (0..self.grid.len()).flat_map(step).collect()
    }

    /// The same line closed along the bottom, to be filled.
    pub(super) fn filled(&self, mut line: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
        let bottom = self.top + self.height;
        if let (Some(first), Some(last)) = (line.first().copied(), line.last().copied()) {
            line.push((last.0, bottom));
            line.push((first.0, bottom));
        }
        line
    }
}

/// A heat map: a row per day and a column per interval. `cell` gives the colour and the title of an
/// interval, or leaves it empty.
pub(super) fn heat_map(
    grid: &Grid,
    description: &str,
    cell: impl Fn(usize) -> Option<(String, String)>,
) -> String {
    let columns = (0..grid.days()).map(|d| grid.slots_of_day(d).len()).max().unwrap_or(0);
    let (left, width, row) = (74.0, 1026.0 / columns.max(1) as f64, 15.0);
    let mut svg = Svg::new(1110.0, 20.0 + row * grid.days() as f64);
    for day in 0..grid.days() {
        let y = row * day as f64;
        let name = grid.date(day).format("%a %-d %b").to_string();
        svg.text((left - 8.0, y + 11.0), "tick end", &name);
        for (column, slot) in grid.slots_of_day(day).enumerate() {
            if let Some((colour, title)) = cell(slot) {
                let at = (left + width * column as f64, y);
                svg.tinted(at, (width - 1.0, row - 1.5), &colour, &title);
            }
        }
    }
    let bottom = row * grid.days() as f64 + 13.0;
    let per_hour = (60 / grid.interval().0) as usize;
    for column in (0..columns).step_by(per_hour * 3) {
        let clock = grid.clock(Slot(column)).to_string();
        svg.text((left + width * column as f64, bottom), "tick", &clock);
    }
    svg.finish(description)
}

/// The band between two lines, to be filled.
pub(super) fn band(upper: Vec<(f64, f64)>, lower: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    upper.into_iter().chain(lower.into_iter().rev()).collect()
}

/// What a reader calls a slot: `Tue 11 Nov 20:30`.
pub(super) fn slot_name(grid: &Grid, slot: usize) -> String {
    grid.local(Slot(slot)).format("%a %-d %b %H:%M").to_string()
}

/// Three or four round values from 0 up to `max`.
fn ticks(max: f64) -> Vec<f64> {
    let rough = max / 3.0;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|m| m * power).into_iter().find(|s| *s >= rough);
    let step = step.unwrap_or(max);
    (0..=4).map(|i| f64::from(i) * step).filter(|t| *t <= max * 1.001).collect()
}

fn label(value: f64) -> String {
    if value.fract().abs() < 1e-9 { format!("{value:.0}") } else { format!("{value:.1}") }
}

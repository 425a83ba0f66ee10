//! Plots as inline SVG: axes, a grid and marks, coloured by the style sheet so that light and dark work.

use maud::{Markup, Render, html};

/// The plot, in units of the view box; on a phone they are about pixels.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 230.0;
/// Room for the labels of the axes.
const LEFT: f64 = 52.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 38.0;

/// An axis: what it measures, from where to where, and where the grid has lines.
pub(super) struct Axis {
    pub(super) label: &'static str,
    pub(super) low: f64,
    pub(super) high: f64,
    /// Places and what is written there.
    pub(super) ticks: Vec<(f64, String)>,
}

/// What is drawn, in the ink of the style sheet's class `s0` to `s5`.
pub(super) enum Mark {
    /// A line through points, with dots on it where these are measurements.
    Curve { ink: usize, points: Vec<(f64, f64)>, dots: Dots },
    /// A line for comparison.
    Ideal { from: (f64, f64), to: (f64, f64) },
    /// Bars from the line of 0: left end, right end, height.
    Bars { ink: usize, bars: Vec<(f64, f64, f64)> },
    /// A single point.
    Dot { ink: usize, at: (f64, f64) },
}

/// Whether the points of a curve are seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dots {
    Shown,
    Hidden,
}

/// A plot with a title and a sentence that says what it shows, for those who see it and those who do not.
pub(super) struct Plot {
    pub(super) title: &'static str,
    pub(super) about: String,
    pub(super) x: Axis,
    pub(super) y: Axis,
    pub(super) marks: Vec<Mark>,
    /// What the inks stand for.
    pub(super) legend: Vec<(usize, String)>,
}

impl Axis {
    /// From 0 to 1.
    pub(super) fn share(label: &'static str) -> Axis {
        let ticks = (0..=5).map(|fifth| f64::from(fifth) / 5.0).map(|at| (at, format!("{at}")));
        Axis { label, low: 0.0, high: 1.0, ticks: ticks.collect() }
    }

    /// Where a value lies, 0 to 1; values outside are drawn at the end.
    fn place(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

impl Plot {
    fn x(&self, value: f64) -> f64 {
        round(LEFT + self.x.place(value) * (WIDTH - LEFT - RIGHT))
    }

    fn y(&self, value: f64) -> f64 {
        round(HEIGHT - BOTTOM - self.y.place(value) * (HEIGHT - TOP - BOTTOM))
    }

    fn grid(&self) -> Markup {
        let (left, right, top, bottom) = (LEFT, WIDTH - RIGHT, TOP, HEIGHT - BOTTOM);
        html! {
            @for (at, text) in &self.x.ticks {
                @let x = self.x(*at);
                line.grid x1=(x) x2=(x) y1=(top) y2=(bottom) {}
                text x=(x) y=(bottom + 14.0) text-anchor="middle" { (text) }
            }
            @for (at, text) in &self.y.ticks {
                @let y = self.y(*at);
                line.grid x1=(left) x2=(right) y1=(y) y2=(y) {}
                text x=(left - 5.0) y=(y + 4.0) text-anchor="end" { (text) }
            }
            text x=((left + right) / 2.0) y=(HEIGHT - 5.0) text-anchor="middle" { (self.x.label) }
            text x="11" y=((top + bottom) / 2.0) text-anchor="middle"
                transform=(format!("rotate(-90 11 {})", (top + bottom) / 2.0)) { (self.y.label) }
        }
    }

    fn mark(&self, mark: &Mark) -> Markup {
        let points = |points: &[(f64, f64)]| -> String {
            let point = |&(x, y): &(f64, f64)| format!("{},{}", self.x(x), self.y(y));
            points.iter().map(point).collect::<Vec<_>>().join(" ")
        };
        html! {
            @match mark {
                Mark::Curve { ink, points: all, dots } => g class=(class(*ink)) {
                    polyline.curve points=(points(all)) {}
                    @if *dots == Dots::Shown {
                        @for (x, y) in all { circle.dot cx=(self.x(*x)) cy=(self.y(*y)) r="3.5" {} }
                    }
                },
                Mark::Ideal { from, to } => polyline.ideal points=(points(&[*from, *to])) {},
                Mark::Bars { ink, bars } => g class=(class(*ink)) {
                    @for (from, to, height) in bars {
                        @let (low, high) = (self.y(height.min(0.0)), self.y(height.max(0.0)));
                        rect.area x=(self.x(*from) + 0.5) width=(round((self.x(*to) - self.x(*from) - 1.0).max(0.0)))
                            y=(high) height=(round(low - high)) {}
                    }
                },
                Mark::Dot { ink, at: (x, y) } => g class=(class(*ink)) {
                    circle.dot cx=(self.x(*x)) cy=(self.y(*y)) r="5" {}
                },
            }
        }
    }
}

impl Render for Plot {
    fn render(&self) -> Markup {
        html! {
            figure {
                figcaption { b { (self.title) } (self.about) }
                svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(self.title) {
                    title { (self.title) }
                    desc { (self.about) }
                    (self.grid())
                    @for mark in &self.marks { (self.mark(mark)) }
                }
                ul.legend { @for (ink, name) in &self.legend { li class=(class(*ink)) { (name) } } }
            }
        }
    }
}

/// The class of an ink; there are six, and then they come again.
pub(super) fn class(ink: usize) -> String {
    format!("s{}", ink % 6)
}

/// A tenth of a pixel is enough.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// A value and its interval on a line from 0 to 1.
pub(super) fn interval_bar(value: f64, (low, high): (f64, f64)) -> Markup {
    let percent = |share: f64| round(share.clamp(0.0, 1.0) * 100.0);
    html! {
        svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
            rect.track x="0" y="4.5" width="100" height="1" {}
            g.s0 {
                rect.area x=(percent(low)) y="3" width=((percent(high) - percent(low)).max(0.4)) height="4" opacity=".45" {}
                rect.area x=((percent(value) - 0.5).max(0.0)) y="0" width="1" height="10" {}
            }
        }
    }
}

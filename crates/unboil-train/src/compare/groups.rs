//! Groups of pages by set, type and language, and the bootstrap over their sites.

use std::collections::BTreeMap;

use super::sign::sign_test;
use super::{Competitor, Difference, GroupRow, Standing};
use crate::bootstrap::{interval, resample};
use crate::evaluate::mean_scores;
use crate::grouping::{by_type_and_language, distinct};
use crate::{Example, PageScore};

/// Resamples of the bootstrap: enough to tell a p-value of .001.
const RESAMPLES: usize = 2000;

/// Pages of a set that have something in common, before they are measured.
pub(super) struct Group {
    set: String,
    name: String,
    /// Places of the examples, site by site.
    sites: Vec<Vec<usize>>,
}

/// What a group is worth to each competitor, in their order.
pub(super) struct Measured {
    set: Option<String>,
    pub(super) name: String,
    pages: usize,
    sites: usize,
    /// Whether resamples differ: there are several sites, in one of the sets at least.
    varies: bool,
    /// Precision, recall and F1.
    means: Vec<(f64, f64, f64)>,
    duels: Vec<Duel>,
    /// F1 of each competitor, resample by resample: those of one resample are of the same pages.
    resampled: Vec<Vec<f64>>,
}

/// Pages and sites that a competitor won and lost against the first.
#[derive(Clone, Copy, Default)]
struct Duel {
    won: usize,
    lost: usize,
    sites_won: usize,
    sites_lost: usize,
}

/// All groups: set by set, all its pages, then types and languages, the largest first.
pub(super) fn groups(examples: &[Example]) -> Vec<Group> {
    let sets = distinct(examples.iter().map(|example| &*example.set));
    sets.into_iter().flat_map(|set| groups_of(set, examples)).collect()
}

fn groups_of(set: &str, examples: &[Example]) -> Vec<Group> {
    let pages: Vec<usize> = (0..examples.len()).filter(|&page| examples[page].set == set).collect();
    let mut groups = vec![Group::new(set, unboil_infer::Group::ALL.to_owned(), &pages, examples)];
    let of_pages = pages.iter().map(|&page| (&*examples[page].page.page_type, &*examples[page].page.lang));
    for (name, places) in by_type_and_language(of_pages) {
        let pages: Vec<usize> = places.into_iter().map(|place| pages[place]).collect();
        groups.push(Group::new(set, name, &pages, examples));
    }
    groups
}

impl Group {
    fn new(set: &str, name: String, pages: &[usize], examples: &[Example]) -> Group {
        let mut sites: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &page in pages {
            sites.entry(&examples[page].site).or_default().push(page);
        }
        Group { set: set.to_owned(), name, sites: sites.into_values().collect() }
    }

    pub(super) fn measure(self, competitors: &[Competitor], seed: (u64, u64)) -> Measured {
        let scores = |competitor: &Competitor, sites: &[usize]| {
            let pages = sites.iter().flat_map(|&site| &self.sites[site]);
            let scores: Vec<&PageScore> = pages.map(|&page| &competitor.scores[page]).collect();
            mean_scores(scores.into_iter())
        };
        let of_all = |sites: &[usize]| -> Vec<(f64, f64, f64)> {
            competitors.iter().map(|competitor| scores(competitor, sites)).collect()
        };
        let f1_of_all = |sites: &[usize]| of_all(sites).into_iter().map(|scores| scores.2).collect();
        let every: Vec<usize> = (0..self.sites.len()).collect();
        Measured {
            pages: self.sites.iter().map(Vec::len).sum(),
            sites: self.sites.len(),
            varies: self.sites.len() > 1,
            means: of_all(&every),
            duels: competitors.iter().map(|other| Duel::of(&self.sites, &competitors[0], other)).collect(),
            resampled: resample(self.sites.len(), RESAMPLES, seed, f1_of_all),
            set: Some(self.set),
            name: self.name,
        }
    }
}

impl Measured {
    /// The mean of several groups, each counting once.
    pub(super) fn mean(groups: &[&Measured]) -> Measured {
        let share = 1.0 / groups.len().max(1) as f64;
        let competitors = 0..groups.first().map_or(0, |group| group.means.len());
        let mean = |of: &dyn Fn(&Measured) -> f64| groups.iter().map(|group| of(group)).sum::<f64>() * share;
        let means = |at: usize| {
            (mean(&|group| group.means[at].0), mean(&|group| group.means[at].1), mean(&|g| g.means[at].2))
        };
        let duel = |at: usize| groups.iter().fold(Duel::default(), |sum, group| sum.plus(group.duels[at]));
        let resampled =
            |draw: usize| competitors.clone().map(|at| mean(&|group| group.resampled[draw][at])).collect();
        Measured {
            set: None,
            name: unboil_infer::Group::ALL.to_owned(),
            pages: groups.iter().map(|group| group.pages).sum(),
            sites: groups.iter().map(|group| group.sites).sum(),
            varies: groups.iter().any(|group| group.varies),
            means: competitors.clone().map(means).collect(),
            duels: competitors.clone().map(duel).collect(),
            resampled: (0..RESAMPLES).map(resampled).collect(),
        }
    }

    pub(super) fn row(&self) -> GroupRow {
        GroupRow {
            set: self.set.clone(),
            name: self.name.clone(),
            pages: self.pages,
            sites: self.sites,
            standings: (0..self.means.len()).map(|at| self.standing(at)).collect(),
        }
    }

    fn standing(&self, at: usize) -> Standing {
        let (precision, recall, f1) = self.means[at];
        let interval = self.interval(self.resampled.iter().map(|f1| f1[at]).collect());
        let difference = (at > 0).then(|| self.difference(at));
        Standing { f1, interval, precision, recall, difference }
    }

    fn interval(&self, resampled: Vec<f64>) -> Option<(f64, f64)> {
        self.varies.then(|| interval(resampled))
    }

    fn difference(&self, at: usize) -> Difference {
        let differences: Vec<f64> = self.resampled.iter().map(|f1| f1[at] - f1[0]).collect();
        let Duel { won, lost, sites_won, sites_lost } = self.duels[at];
        Difference {
            f1: self.means[at].2 - self.means[0].2,
            p: two_sided(&differences, self.sites),
            interval: self.interval(differences),
            won,
            lost,
            sign_p: sign_test(sites_won, sites_lost),
        }
    }
}

/// Twice the share of the rarer side of 0, the draw itself counted with the resamples so that it is never 0. Resamples of
/// a few sites are much alike: no test of so many can give less than all of them falling to one side by chance.
fn two_sided(differences: &[f64], sites: usize) -> f64 {
    let share = |is_on_side: fn(&f64) -> bool| {
        let count = differences.iter().filter(|difference| is_on_side(difference)).count();
        (count + 1) as f64 / (differences.len() + 1) as f64
    };
    let least = 0.5f64.powi(i32::try_from(sites).unwrap_or(i32::MAX));
    (2.0 * share(|d| *d <= 0.0).min(share(|d| *d >= 0.0)).max(least)).min(1.0)
}

impl Duel {
    fn of(sites: &[Vec<usize>], first: &Competitor, other: &Competitor) -> Duel {
        let mut duel = Duel::default();
        for site in sites {
            let gain = |&page: &usize| other.scores[page].f1() - first.scores[page].f1();
            let gains: Vec<f64> = site.iter().map(gain).collect();
            let of_site: f64 = gains.iter().sum();
            duel.won += gains.iter().filter(|gain| **gain > 0.0).count();
            duel.lost += gains.iter().filter(|gain| **gain < 0.0).count();
            duel.sites_won += usize::from(of_site > 0.0);
            duel.sites_lost += usize::from(of_site < 0.0);
        }
        duel
    }

    fn plus(self, other: Duel) -> Duel {
        Duel {
            won: self.won + other.won,
            lost: self.lost + other.lost,
            sites_won: self.sites_won + other.sites_won,
            sites_lost: self.sites_lost + other.sites_lost,
        }
    }
}

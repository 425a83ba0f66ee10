//! Groups of pages by set, type and language, and the bootstrap over their sites.

use std::collections::BTreeMap;

use unboil_infer::Group;

use super::sign::sign_test;
use super::{Competitor, Difference, GroupRow, Standing};
use crate::bootstrap::{interval, resample, widened};
use crate::evaluate::mean_scores;
use crate::grouping::{by_type_and_language, distinct};
use crate::{Example, PrecisionRecall};

/// Resamples of the bootstrap: enough to tell a p-value of .001.
const RESAMPLES: usize = 2000;

/// Pages that have something in common, before they are measured.
pub(super) struct PageGroup {
    /// The set; `None` for all of them, each counting once.
    set: Option<String>,
    group: Group,
    /// How many sites there are, over all sets.
    sites: usize,
    /// Places of the examples, by set and by site: none where a set has no page of a site.
    sets: Vec<Vec<Vec<usize>>>,
}

/// What a group is worth to each competitor, in their order.
pub(super) struct MeasuredGroup {
    set: Option<String>,
    group: Group,
    pages: usize,
    sites: usize,
    /// Sites of the set that has the fewest: no more is known of the whole than of that.
    fewest: usize,
    means: Vec<PrecisionRecall>,
    duels: Vec<Duel>,
    /// F1 of each competitor, resample by resample: those of one resample are of the same pages. Resamples in which a set has
    /// no page are left out.
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

/// All groups: that of all sets, then set by set all its pages, types and languages, the largest first. Pages that cannot
/// be judged are left out.
pub(super) fn groups(examples: &[Example]) -> Vec<PageGroup> {
    let sets = distinct(examples.iter().map(|example| &*example.set));
    let is_of = |page: &usize, set: &str| examples[*page].set == set && examples[*page].is_judged();
    let of_set = |set: &&str| (0..examples.len()).filter(|page| is_of(page, set)).collect();
    let pages: Vec<Vec<usize>> = sets.iter().map(of_set).collect();
    let overall = PageGroup::new(None, Group::All, &pages, examples);
    let of_sets = sets.iter().zip(pages).flat_map(|(set, pages)| groups_of(set, pages, examples));
    std::iter::once(overall).chain(of_sets).collect()
}

fn groups_of(set: &str, pages: Vec<usize>, examples: &[Example]) -> Vec<PageGroup> {
    let of_pages = pages.iter().map(|&page| (&*examples[page].page.page_type, &*examples[page].page.lang));
    let parts = by_type_and_language(of_pages)
        .into_iter()
        .map(|(group, places)| (group, places.into_iter().map(|place| pages[place]).collect::<Vec<usize>>()));
    let parts: Vec<(Group, Vec<usize>)> = parts.collect();
    std::iter::once((Group::All, pages))
        .chain(parts)
        .map(|(group, pages)| PageGroup::new(Some(set), group, &[pages], examples))
        .collect()
}

impl PageGroup {
    /// A group of the pages of one or more sets.
    fn new(set: Option<&str>, group: Group, pages: &[Vec<usize>], examples: &[Example]) -> PageGroup {
        let mut sites: BTreeMap<&str, usize> = BTreeMap::new();
        pages.iter().flatten().for_each(|&page| _ = sites.insert(&examples[page].site, 0));
        sites.values_mut().enumerate().for_each(|(place, site)| *site = place);
        let mut sets = vec![vec![Vec::new(); sites.len()]; pages.len()];
        for (of_set, pages) in sets.iter_mut().zip(pages) {
            pages.iter().for_each(|&page| of_set[sites[&*examples[page].site]].push(page));
        }
        PageGroup { set: set.map(str::to_owned), group, sites: sites.len(), sets }
    }

    pub(super) fn measure(self, competitors: &[Competitor], seed: (u64, u64)) -> MeasuredGroup {
        let every: Vec<usize> = (0..self.sites).collect();
        let f1_of_all = |sites: &[usize]| -> Option<Vec<f64>> {
            let is_there = |of_set: &Vec<Vec<usize>>| sites.iter().any(|&site| !of_set[site].is_empty());
            let is_whole = self.sets.iter().all(is_there);
            is_whole.then(|| competitors.iter().map(|competitor| self.means(competitor, sites).f1).collect())
        };
        let sites_of = |of_set: &Vec<Vec<usize>>| of_set.iter().filter(|pages| !pages.is_empty()).count();
        MeasuredGroup {
            pages: self.sets.iter().flatten().map(Vec::len).sum(),
            sites: self.sites,
            fewest: self.sets.iter().map(sites_of).min().unwrap_or(0),
            means: competitors.iter().map(|competitor| self.means(competitor, &every)).collect(),
            duels: competitors.iter().map(|other| self.duel(&competitors[0], other)).collect(),
            resampled: resample(self.sites, RESAMPLES, seed, f1_of_all).into_iter().flatten().collect(),
            set: self.set,
            group: self.group,
        }
    }

    /// How a competitor does on the pages of some sites, each set counting once.
    fn means(&self, competitor: &Competitor, sites: &[usize]) -> PrecisionRecall {
        let share = 1.0 / self.sets.len().max(1) as f64;
        self.sets.iter().fold(PrecisionRecall::default(), |sum, of_set| {
            let pages = sites.iter().flat_map(|&site| &of_set[site]);
            sum + mean_scores(pages.map(|&page| &competitor.scores[page])) * share
        })
    }

    fn duel(&self, first: &Competitor, other: &Competitor) -> Duel {
        let mut duel = Duel::default();
        for site in 0..self.sites {
            let pages = self.sets.iter().flat_map(|of_set| &of_set[site]);
            let gains: Vec<f64> =
                pages.map(|&page| other.scores[page].f1() - first.scores[page].f1()).collect();
            let of_site: f64 = gains.iter().sum();
            duel.won += gains.iter().filter(|gain| **gain > 0.0).count();
            duel.lost += gains.iter().filter(|gain| **gain < 0.0).count();
            duel.sites_won += usize::from(of_site > 0.0);
            duel.sites_lost += usize::from(of_site < 0.0);
        }
        duel
    }
}

impl MeasuredGroup {
    pub(super) fn row(&self) -> GroupRow {
        GroupRow {
            set: self.set.clone(),
            group: self.group.clone(),
            pages: self.pages,
            sites: self.sites,
            standings: (0..self.means.len()).map(|at| self.standing(at)).collect(),
        }
    }

    fn standing(&self, at: usize) -> Standing {
        let mean = self.means[at];
        let resampled = widened(self.fewest, mean.f1, self.resampled.iter().map(|f1| f1[at]));
        let interval = interval(self.fewest, resampled).map(|(low, high)| (low.max(0.0), high.min(1.0)));
        let difference = (at > 0).then(|| self.difference(at));
        Standing { mean, interval, difference }
    }

    fn difference(&self, at: usize) -> Difference {
        let Duel { won, lost, sites_won, sites_lost } = self.duels[at];
        let f1 = self.means[at].f1 - self.means[0].f1;
        let differences = widened(self.fewest, f1, self.resampled.iter().map(|f1| f1[at] - f1[0]));
        Difference {
            f1,
            p: two_sided(&differences, self.fewest),
            interval: interval(self.fewest, differences),
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

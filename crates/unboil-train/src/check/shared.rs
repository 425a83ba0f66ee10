//! Ids, addresses and sites that stand in two places.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Checked, Finding, Mistake, Place};

pub(super) fn findings(pages: &[Checked]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut ids: FxHashMap<&str, &Place> = FxHashMap::default();
    let mut urls: FxHashMap<&str, &Place> = FxHashMap::default();
    for Checked { place, example } in pages {
        let mut add = |mistake| findings.push(Finding { place: place.clone(), mistake });
        let (id, url) = (example.page.id.as_str(), example.page.url.as_str());
        let other = *ids.entry(id).or_insert(place);
        if other.file != place.file {
            add(Mistake::SameId { id: id.to_owned(), other: other.clone() });
        }
        let other = *urls.entry(url).or_insert(place);
        if !url.is_empty() && other != place {
            add(Mistake::SameAddress { url: url.to_owned(), other: other.clone() });
        }
    }
    findings.extend(shared_sites(pages));
    findings
}

/// Each site of several files, once for each file after the first.
fn shared_sites(pages: &[Checked]) -> Vec<Finding> {
    // The first line of each file that has the site, and the number of its pages there; files in their order.
    let mut sites: BTreeMap<&str, Vec<(&Place, usize)>> = BTreeMap::new();
    for Checked { place, example } in pages.iter().filter(|page| page.example.has_address()) {
        let files = sites.entry(&example.site).or_default();
        match files.iter_mut().find(|(first, _)| first.file == place.file) {
            Some((_, pages)) => *pages += 1,
            None => files.push((place, 1)),
        }
    }
    let of_site = |(site, files): (&str, Vec<(&Place, usize)>)| {
        let (other, others) = files[0];
        let finding = |&(place, pages): &(&Place, usize)| Finding {
            place: place.clone(),
            mistake: Mistake::SameSite { site: site.to_owned(), other: other.clone(), pages, others },
        };
        files.iter().skip(1).map(finding).collect::<Vec<_>>()
    };
    sites.into_iter().flat_map(of_site).collect()
}

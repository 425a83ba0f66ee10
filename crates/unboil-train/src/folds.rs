//! Folds by site: no registrable domain stands in two of them.

use std::collections::BTreeMap;

use unboil_features::sha256;
use url::{Host, Url};

/// The site of a page: the registrable domain of its address, such as `example.co.uk`, in lower case and Punycode; the
/// host itself where it has none, as of IP addresses; `page:` and the page's id where there is no address.
pub fn site(url: &str, page: &str) -> String {
    let parsed = if url.contains("://") { Url::parse(url) } else { Url::parse(&format!("http://{url}")) };
    match parsed.ok().as_ref().and_then(Url::host) {
        Some(Host::Domain(host)) => {
            let host = host.trim_end_matches('.');
            psl::domain_str(host).unwrap_or(host).to_owned()
        }
        Some(address) => address.to_string(),
        None => format!("page:{page}"),
    }
}

/// Deals pages into folds, whole sites at a time: the sites in an order that the seed decides, each to the fold with
/// the fewest pages so far. One fold number a page, below `folds`.
pub fn assign_folds(sites: &[String], folds: usize, seed: u64) -> Vec<usize> {
    let mut pages: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (page, site) in sites.iter().enumerate() {
        pages.entry(site).or_default().push(page);
    }
    let mut order: Vec<(String, Vec<usize>)> =
        pages.into_iter().map(|(site, pages)| (sha256(format!("{seed} {site}")), pages)).collect();
    order.sort();
    let mut sizes = vec![0; folds];
    let mut assigned = vec![0; sites.len()];
    for (_, pages) in order {
        let fold = (0..folds).min_by_key(|&fold| (sizes[fold], fold)).unwrap_or(0);
        sizes[fold] += pages.len();
        pages.into_iter().for_each(|page| assigned[page] = fold);
    }
    assigned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_registrable_domains() {
        let check = |url: &str, expected: &str| assert_eq!(site(url, "id"), expected);
        check("https://www.news.example.co.uk:80/a?b#c", "example.co.uk");
        check("http://user@EXAMPLE.com/", "example.com");
        check("example.org/path", "example.org");
        check("example.org:8080/path", "example.org");
        check("http://www.example.org./", "example.org");
        check("http://localhost/a", "localhost");
        check("https://www.bücher.example/a", "xn--bcher-kva.example");
        check("https://xn--bcher-kva.example/b", "xn--bcher-kva.example");
        check("http://почта.пример.рф/", "xn--e1afmkfd.xn--p1ai");
        check("http://192.168.1.1:80/a", "192.168.1.1");
        check("http://10.0.1.1/", "10.0.1.1");
        check("http://[2001:db8::1]/a", "[2001:db8::1]");
        check("file:///home/page.html", "page:id");
        check("", "page:id");
    }

    #[test]
    fn no_site_is_in_two_folds_and_folds_are_even() {
        let sites: Vec<String> = (0..100).map(|page| format!("site{}", page / 3)).collect();
        let folds = assign_folds(&sites, 5, 1);
        for (a, b) in (0..100).flat_map(|a| (0..100).map(move |b| (a, b))) {
            assert!(sites[a] != sites[b] || folds[a] == folds[b]);
        }
        for fold in 0..5 {
            let size = folds.iter().filter(|&&f| f == fold).count();
            assert!((17..=23).contains(&size), "{size}");
        }
        assert_ne!(folds, assign_folds(&sites, 5, 2));
    }
}

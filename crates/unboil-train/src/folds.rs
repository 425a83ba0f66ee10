//! Folds by site: no registrable domain stands in two of them.

use std::collections::BTreeMap;

use unboil_features::sha256;
use url::{Host, Url};

/// The site of an address: its registrable domain, such as `example.co.uk`, in lower case and Punycode; the host itself
/// where it has none, as of IP addresses. `None` for an address without a host, such as `/blog/3`; of one without a
/// scheme, what has a dot or is `localhost` is taken for the host.
pub fn site(url: &str) -> Option<String> {
    let is_web = |scheme: &str| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let is_scheme = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if url
        .split_once(':')
        .is_some_and(|(before, after)| is_web(before) || after.starts_with("//") && is_scheme(before))
    {
        return site_of(&Url::parse(url).ok()?);
    }
    let rest = url.strip_prefix("//").unwrap_or(url);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_host = host.trim_matches('.').contains('.') || host == "localhost" || rest.starts_with('[');
    if is_host { site_of(&Url::parse(&format!("http://{rest}")).ok()?) } else { None }
}

fn site_of(url: &Url) -> Option<String> {
    Some(match url.host()? {
        Host::Domain(host) => {
            let host = host.trim_end_matches('.');
            psl::domain_str(host).unwrap_or(host).to_owned()
        }
        address => address.to_string(),
    })
}

/// Deals pages, each a site and whether it has a weight, into folds, whole sites at a time: the sites in an order that the
/// seed decides, each to the fold with the fewest pages so far. Sites with a weight come first and are dealt by their pages
/// with one, so that the others, however many, leave them evenly spread. One fold number a page, below `folds`.
pub(crate) fn assign_folds(pages: &[(&str, bool)], folds: usize, seed: u64) -> Vec<usize> {
    let mut by_site: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (page, (site, _)) in pages.iter().enumerate() {
        by_site.entry(site).or_default().push(page);
    }
    let weighted = |of_site: &[usize]| of_site.iter().filter(|page| pages[**page].1).count();
    let place = |(site, of_site): (&str, Vec<usize>)| {
        (weighted(&of_site) == 0, sha256(format!("{seed} {site}")), of_site)
    };
    let mut order: Vec<(bool, String, Vec<usize>)> = by_site.into_iter().map(place).collect();
    order.sort();
    let mut sizes = vec![0; folds];
    let mut assigned = vec![0; pages.len()];
    for (is_without, _, of_site) in order {
        let fold = (0..folds).min_by_key(|&fold| (sizes[fold], fold)).unwrap_or(0);
        sizes[fold] += if is_without { of_site.len() } else { weighted(&of_site) };
        of_site.into_iter().for_each(|page| assigned[page] = fold);
    }
    assigned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_registrable_domains() {
        let check = |url: &str, expected: &str| assert_eq!(site(url).as_deref(), Some(expected), "{url}");
        check("https://www.news.example.co.uk:80/a?b#c", "example.co.uk");
        check("http://user@EXAMPLE.com/", "example.com");
        check("example.org/path", "example.org");
        check("example.org/path?from=https://other.example/", "example.org");
        check("ftp://example.org/path", "example.org");
        check("example.org:8080/path", "example.org");
        check("http://www.example.org./", "example.org");
        check("http://localhost/a", "localhost");
        check("https://www.bücher.example/a", "xn--bcher-kva.example");
        check("https://xn--bcher-kva.example/b", "xn--bcher-kva.example");
        check("http://почта.пример.рф/", "xn--e1afmkfd.xn--p1ai");
        check("http://192.168.1.1:80/a", "192.168.1.1");
        check("http://10.0.1.1/", "10.0.1.1");
        check("http://[2001:db8::1]/a", "[2001:db8::1]");
        check("[2001:db8::1]:80/a", "[2001:db8::1]");
        check("//www.example.org/a", "example.org");
        check("localhost:8080/a", "localhost");
        check("http:/www.example.org/a", "example.org");
        check("HTTPS:www.example.org", "example.org");
    }

    #[test]
    fn what_has_no_host_is_of_no_site() {
        let check = |url: &str| assert_eq!(site(url), None, "{url}");
        check("");
        check("file:///home/page.html");
        check("/blog/3");
        check("blog/3");
        check("../blog.html");
        check("./blog.html");
        check("?page=3.1");
        check("#a.b");
        check("http://");
        check("mailto:someone");
    }

    #[test]
    fn no_site_is_in_two_folds_and_folds_are_even() {
        let sites: Vec<String> = (0..100).map(|page| format!("site{}", page / 3)).collect();
        let pages: Vec<(&str, bool)> = sites.iter().map(|site| (site.as_str(), true)).collect();
        let folds = assign_folds(&pages, 5, 1);
        for (a, b) in (0..100).flat_map(|a| (0..100).map(move |b| (a, b))) {
            assert!(sites[a] != sites[b] || folds[a] == folds[b]);
        }
        for fold in 0..5 {
            let size = folds.iter().filter(|&&f| f == fold).count();
            assert!((17..=23).contains(&size), "{size}");
        }
        assert_ne!(folds, assign_folds(&pages, 5, 2));
    }

    #[test]
    fn pages_without_weight_leave_the_others_evenly_spread() {
        let walls: Vec<String> = (0..40).map(|page| format!("wall{page}")).collect();
        for seed in 0..6 {
            let sites = ["a", "b", "c", "d", "e"].into_iter().map(|site| (site, true));
            let pages: Vec<(&str, bool)> = sites.chain(walls.iter().map(|site| (&**site, false))).collect();
            let folds = assign_folds(&pages, 5, seed);
            let mut of_sites = folds[..5].to_vec();
            of_sites.sort_unstable();
            assert_eq!(of_sites, [0, 1, 2, 3, 4], "{seed}");
            for fold in 0..5 {
                assert_eq!(folds.iter().filter(|&&f| f == fold).count(), 9, "{seed}");
            }
        }
    }
}

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

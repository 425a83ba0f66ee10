//! Texts that other tools took out of pages, brought together with the pages.

use std::collections::HashMap;

use crate::{Example, without_packing, without_page_ending};

/// A text that a tool took out of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// The page's id, or the path of its file.
    pub id: String,
    /// The page's set; `None` where it is not told, and any will do.
    pub set: Option<String>,
    /// The text, empty where the tool found none.
    pub text: String,
    /// Where it is written, for reports: file and line.
    pub place: String,
}

/// Predictions by page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assigned {
    /// One text an example, in order; empty where there is none.
    pub texts: Vec<String>,
    /// Examples without a prediction, which count as an empty text.
    pub missing: Vec<usize>,
    /// Places of predictions that are of no page.
    pub unknown: Vec<String>,
    /// Places of predictions of pages that have a later one, which counts.
    pub doubled: Vec<String>,
}

/// Finds the page of each prediction: the page of its set, where it names one, that has its id; or whose id is the same
/// file when endings such as `.html.gz` are taken off both, however the folders begin. Of several such pages it is the one
/// that most folders agree on, and none where that cannot be told. Without a set, a prediction is of every page of its id.
pub fn assign(examples: &[Example], predictions: &[Prediction]) -> Assigned {
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_stem: HashMap<&str, Vec<usize>> = HashMap::new();
    for (page, example) in examples.iter().enumerate() {
        by_id.entry(&example.page.id).or_default().push(page);
        by_stem.entry(stem(&example.page.id)).or_default().push(page);
    }
    let mut found: Vec<Option<&Prediction>> = vec![None; examples.len()];
    let mut assigned = Assigned::default();
    for prediction in predictions {
        let is_of_set =
            |page: &&usize| prediction.set.as_ref().is_none_or(|set| *set == examples[**page].set);
        let of_set = |pages: Option<&Vec<usize>>| -> Vec<usize> {
            pages.into_iter().flatten().filter(is_of_set).copied().collect()
        };
        let mut pages = of_set(by_id.get(&*prediction.id));
        if pages.is_empty() {
            pages = nearest(examples, of_set(by_stem.get(stem(&prediction.id))), &prediction.id);
        }
        if pages.is_empty() {
            assigned.unknown.push(prediction.place.clone());
        }
        let earlier: Vec<&Prediction> =
            pages.iter().filter_map(|&page| found[page].replace(prediction)).collect();
        assigned.doubled.extend(earlier.first().map(|earlier| earlier.place.clone()));
    }
    assigned.missing = (0..examples.len()).filter(|&page| found[page].is_none()).collect();
    let text = |found: Option<&Prediction>| found.map(|found| found.text.clone()).unwrap_or_default();
    assigned.texts = found.into_iter().map(text).collect();
    assigned
}

/// Those of some pages of one file name whose folders agree with an id for longest, from the name up: none where pages of
/// different folders agree alike.
fn nearest(examples: &[Example], mut pages: Vec<usize>, id: &str) -> Vec<usize> {
    let agreeing = |&page: &usize| {
        let of_page = folders(&examples[page].page.id);
        of_page.zip(folders(id)).take_while(|(one, other)| one == other).count()
    };
    let most = pages.iter().map(agreeing).max();
    pages.retain(|page| Some(agreeing(page)) == most);
    let of_page = |page: usize| folders(&examples[page].page.id);
    let is_alike = |pair: &[usize]| of_page(pair[0]).eq(of_page(pair[1]));
    if pages.windows(2).all(is_alike) { pages } else { Vec::new() }
}

/// The folders of an id, the innermost first.
fn folders(id: &str) -> impl Iterator<Item = &str> {
    id.rsplit(['/', '\\']).skip(1)
}

/// An id without folders and endings.
fn stem(id: &str) -> &str {
    let name = id.rsplit(['/', '\\']).next().unwrap_or(id);
    let name = without_packing(name);
    without_page_ending(name).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use unboil_features::Schema;

    use super::*;
    use crate::LabelledPage;

    fn example(set: &str, id: &str) -> Example {
        let line = serde_json::json!({ "id": id, "html": "<p>a", "text": "a" }).to_string();
        Example::new(LabelledPage::parse(&line, "test", 1).unwrap(), set, b"<p>a", Schema::full())
    }

    #[track_caller]
    fn check(predictions: &[(&str, Option<&str>)], pages: [&str; 3], unknown: &[&str], doubled: &[&str]) {
        let examples = [example("one", "a"), example("one", "b.html"), example("two", "a")];
        let prediction = |(index, (id, set)): (usize, &(&str, Option<&str>))| Prediction {
            id: (*id).to_owned(),
            set: set.map(str::to_owned),
            text: index.to_string(),
            place: index.to_string(),
        };
        let predictions: Vec<Prediction> = predictions.iter().enumerate().map(prediction).collect();
        let assigned = assign(&examples, &predictions);
        assert_eq!(assigned.texts, pages);
        assert_eq!((assigned.unknown, assigned.doubled), (owned(unknown), owned(doubled)));
        let empty: Vec<usize> = (0..3).filter(|&page| pages[page].is_empty()).collect();
        assert_eq!(assigned.missing, empty);
    }

    fn owned(places: &[&str]) -> Vec<String> {
        places.iter().map(|&place| place.to_owned()).collect()
    }

    #[test]
    fn pages_of_one_name_are_told_by_their_folders() {
        let check = |id: &str, expected: Option<usize>| {
            let examples = [example("one", "a/index.html"), example("one", "b/index.html")];
            let prediction =
                Prediction { id: id.to_owned(), set: None, text: "x".to_owned(), place: "1".to_owned() };
            let assigned = assign(&examples, &[prediction]);
            assert_eq!(assigned.texts.iter().position(|text| text == "x"), expected, "{id}");
            assert_eq!(assigned.unknown.is_empty(), expected.is_some());
        };
        check("pages/b/index.html.gz", Some(1));
        check("pages/b/index.XHTML.zst", Some(1));
        check("a/index", Some(0));
        check("c/index.html", None);
        check("index", None);
    }

    #[test]
    fn predictions_find_their_pages() {
        check(&[("a", None), ("b.html", None)], ["0", "1", "0"], &[], &[]);
        check(&[("a", Some("two")), ("a", Some("one"))], ["1", "", "0"], &[], &[]);
        check(&[("pages/a.html.gz", Some("one")), ("x/b.htm", None)], ["0", "1", ""], &[], &[]);
        check(&[("x/a.htm", None)], ["0", "", "0"], &[], &[]);
        // The id is that of a page of another set.
        check(&[("b.html", Some("two"))], ["", "", ""], &["0"], &[]);
        check(&[("b", Some("one")), ("a.html", Some("two"))], ["", "0", "1"], &[], &[]);
        check(&[("c", None), ("a", Some("three"))], ["", "", ""], &["0", "1"], &[]);
        check(&[("a", Some("one")), ("a", Some("one"))], ["1", "", ""], &[], &["0"]);
    }
}

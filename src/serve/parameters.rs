//! What a request asks for, by the parameters of its address: one entry each, named as the flags of `unboil extract` are.

use std::borrow::Cow;

use clap::ValueEnum;
use unboil_infer::{AskedPoint, ExtractOptions, Favor, Format, Model, PartChoice, Probability, Repeats};
use url::form_urlencoded;

use super::failure::Failure;
use crate::address::{ADDRESS_IS, is_address};
use crate::io::Input;
use crate::record::Contents;

/// What is made of a page, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    pub(super) id: String,
    pub(super) url: Option<String>,
    pub(super) contents: Contents,
    /// All but the operating point, which is `asked`.
    options: ExtractOptions,
    asked: AskedPoint,
}

impl Default for Wanted {
    fn default() -> Wanted {
        let (contents, options) = (Contents::default(), ExtractOptions::default());
        Wanted { id: Input::Stdin.id(), url: None, contents, options, asked: AskedPoint::default() }
    }
}

/// What answers with pages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Endpoint {
    Extract,
    Classify,
}

/// A parameter.
pub(super) struct Parameter {
    pub(super) name: &'static str,
    /// Whether it says how blocks are labelled, rather than what is written of a page.
    is_of_labels: bool,
    /// What it may be, as a part of a sentence.
    values: fn() -> String,
    /// Takes a value, or returns `None` for one that it may not be.
    set: fn(&mut Wanted, &str) -> Option<()>,
}

/// All of them.
pub(super) static PARAMETERS: [Parameter; 11] = [
    Parameter {
        name: "id",
        is_of_labels: true,
        values: || "any text".to_owned(),
        set: |wanted, value| {
            value.clone_into(&mut wanted.id);
            Some(())
        },
    },
    Parameter {
        name: "threshold",
        is_of_labels: true,
        values: || format!("{}, without favor", Probability::IS),
        set: |wanted, value| ask(wanted, AskedPoint::Threshold(value.parse().ok()?)),
    },
    Parameter {
        name: "favor",
        is_of_labels: true,
        values: || format!("{}, without threshold", words::<Favor>()),
        set: |wanted, value| ask(wanted, AskedPoint::Favor(word(value)?)),
    },
    Parameter {
        name: "title",
        is_of_labels: true,
        values: words::<PartChoice>,
        set: |wanted, value| set(&mut wanted.options.title, word(value)),
    },
    Parameter {
        name: "comments",
        is_of_labels: true,
        values: words::<PartChoice>,
        set: |wanted, value| set(&mut wanted.options.comments, word(value)),
    },
    Parameter {
        name: "repeats",
        is_of_labels: true,
        values: words::<Repeats>,
        set: |wanted, value| set(&mut wanted.options.repeats, word(value)),
    },
    Parameter {
        name: "url",
        is_of_labels: false,
        values: || ADDRESS_IS.to_owned(),
        set: |wanted, value| set(&mut wanted.url, is_address(value).then(|| Some(value.to_owned()))),
    },
    Parameter {
        name: "format",
        is_of_labels: false,
        values: words::<Format>,
        set: |wanted, value| set(&mut wanted.contents.text, word(value)),
    },
    Parameter {
        name: "metadata",
        is_of_labels: false,
        values: || "true or false".to_owned(),
        set: |wanted, value| set(&mut wanted.contents.metadata, flag(value)),
    },
    Parameter {
        name: "no-links",
        is_of_labels: false,
        values: || "true or false".to_owned(),
        set: |wanted, value| set(&mut wanted.contents.links, flag(value).map(|is_without| !is_without)),
    },
    Parameter {
        name: "no-images",
        is_of_labels: false,
        values: || "true or false".to_owned(),
        set: |wanted, value| set(&mut wanted.contents.images, flag(value).map(|is_without| !is_without)),
    },
];

impl Endpoint {
    /// The parameters that it takes.
    pub(super) fn parameters(self) -> impl Iterator<Item = &'static Parameter> {
        PARAMETERS.iter().filter(move |parameter| self == Endpoint::Extract || parameter.is_of_labels)
    }
}

impl Wanted {
    /// What the query of an address asks an endpoint for.
    ///
    /// # Errors
    /// A parameter that is unknown, given twice, or has a value that it may not have.
    pub(super) fn of(endpoint: Endpoint, query: Option<&str>) -> Result<Wanted, Failure> {
        let mut wanted = Wanted::default();
        let mut given: Vec<Cow<str>> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            let Some(parameter) = endpoint.parameters().find(|parameter| parameter.name == name) else {
                let names: Vec<&str> = endpoint.parameters().map(|parameter| parameter.name).collect();
                let message = format!("there is no parameter `{name}` here, but {}", names.join(", "));
                return Err(Failure::parameter(message));
            };
            if given.contains(&name) {
                return Err(Failure::parameter(format!("`{name}` is given twice")));
            }
            (parameter.set)(&mut wanted, &value).ok_or_else(|| {
                Failure::parameter(format!("`{name}` is `{value}`, but has to be {}", (parameter.values)()))
            })?;
            given.push(name);
        }
        Ok(wanted)
    }

    /// How blocks are labelled by a model.
    pub(super) fn options(&self, model: &Model) -> ExtractOptions {
        let operating_point = self.asked.instead_of(model.body().operating_point);
        ExtractOptions { operating_point, ..self.options }
    }
}

fn set<T>(place: &mut T, value: Option<T>) -> Option<()> {
    *place = value?;
    Some(())
}

/// Asks for an operating point, besides what is asked for already.
fn ask(wanted: &mut Wanted, asked: AskedPoint) -> Option<()> {
    let asked = wanted.asked.and(asked).ok();
    set(&mut wanted.asked, asked)
}

/// A value by its name.
fn word<T: ValueEnum>(name: &str) -> Option<T> {
    T::from_str(name, false).ok()
}

/// The names of all values, as a part of a sentence.
fn words<T: ValueEnum>() -> String {
    let names = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let names: Vec<String> = names.map(|value| value.get_name().to_owned()).collect();
    match names.as_slice() {
        [names @ .., last] => format!("{} or {last}", names.join(", ")),
        [] => String::new(),
    }
}

/// A flag that is given without a value is set.
fn flag(value: &str) -> Option<bool> {
    match value {
        "" | "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, change: impl FnOnce(&mut Wanted)) {
        let mut expected = Wanted::default();
        change(&mut expected);
        assert_eq!(Wanted::of(Endpoint::Extract, Some(query)), Ok(expected));
    }

    #[track_caller]
    fn check_refused(endpoint: Endpoint, query: &str, part: &str) {
        let failure = Wanted::of(endpoint, Some(query)).err();
        assert!(failure.as_ref().is_some_and(|failure| failure.message.contains(part)), "{failure:?}");
    }

    #[test]
    fn parameters_say_what_is_wanted() {
        check("", |_| {});
        check("id=a%20b+c&url=http://a.example/?x%26y", |wanted| {
            wanted.id = "a b c".to_owned();
            wanted.url = Some("http://a.example/?x&y".to_owned());
        });
        check("format=markdown&metadata&no-links=true&no-images=false", |wanted| {
            wanted.contents = Contents { text: Format::Markdown, links: false, images: true, metadata: true };
        });
        check("title=on&comments=off&repeats=all&threshold=0.25", |wanted| {
            let (title, comments, repeats) = (PartChoice::On, PartChoice::Off, Repeats::All);
            wanted.options = ExtractOptions { operating_point: None, title, comments, repeats };
            wanted.asked = AskedPoint::Threshold("0.25".parse().unwrap());
        });
        check("favor=strict", |wanted| {
            wanted.asked = AskedPoint::Favor(Favor::Strict);
        });
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        check_refused(Endpoint::Extract, "titel=on", "no parameter `titel` here, but id, threshold, favor");
        check_refused(Endpoint::Classify, "format=html", "no parameter `format` here, but id");
        check_refused(Endpoint::Extract, "title=yes", "`title` is `yes`, but has to be auto, on or off");
        check_refused(Endpoint::Extract, "title=on&title=on", "`title` is given twice");
        check_refused(Endpoint::Extract, "threshold=1.5", "a number from 0 to 1");
        check_refused(Endpoint::Extract, "threshold=nan", "a number from 0 to 1");
        check_refused(Endpoint::Extract, "threshold=.5&favor=recall", "without threshold");
        check_refused(Endpoint::Extract, "metadata=on", "true or false");
        check_refused(
            Endpoint::Extract,
            "url=a.example/b",
            "`url` is `a.example/b`, but has to be a whole address",
        );
    }
}

//! JSON-LD of schema.org.

use std::collections::HashMap;

use serde_json::{Map, Value};
use unboil_html::{AttrName, Source, Tag};

/// Bytes of all scripts of a page that are read.
const MAX_BYTES: usize = 1 << 20;
/// Objects within objects that are looked at.
const MAX_DEPTH: usize = 12;
/// Names of one author.
const MAX_NAMES: usize = 50;
/// Bytes of the longest name.
const MAX_NAME: usize = 500;
/// Characters of a description; longer ones are the text itself.
const MAX_DESCRIPTION: usize = 1000;
/// Objects of a page that are looked at.
const MAX_OBJECTS: usize = 2000;

/// Endings of the types that are a page's own text, and how far each is preferred.
const TYPES: [(&str, u32); 15] = [
    ("Article", 5),
    ("BlogPosting", 5),
    ("SocialMediaPosting", 5),
    ("Posting", 4),
    ("Report", 4),
    ("Recipe", 4),
    ("Review", 2),
    ("Book", 3),
    ("Course", 3),
    ("Event", 3),
    ("Product", 3),
    ("VideoObject", 2),
    ("Question", 3),
    ("QAPage", 2),
    ("WebPage", 1),
];

/// What JSON-LD says of a page; empty where it does not.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    /// Those of them that are not said to be organisations.
    pub(super) people: Vec<String>,
    pub(super) published: String,
    pub(super) modified: String,
    pub(super) description: String,
    pub(super) image: String,
    pub(super) language: String,
    pub(super) site: String,
}

impl JsonLd {
    pub(super) fn of(source: Source) -> JsonLd {
        let document = source.document();
        let mut left = MAX_BYTES;
        let mut values = Vec::new();
        for (id, _) in document.nodes().filter(|(id, _)| document.tag(*id) == Tag::Script) {
            let kind = document.attr(id, AttrName::Type).unwrap_or_default();
            if !kind.to_ascii_lowercase().contains("ld+json") {
                continue;
            }
            let script = source.script(id);
            let Some(rest) = left.checked_sub(script.len()) else { continue };
            left = rest;
            values.extend(parsed(script));
        }
        let mut graph = Graph::default();
        values.iter().for_each(|value| graph.add(value, 0));
        graph.read()
    }
}

/// The value of a script, which may have control characters in its strings, or be wrapped in a comment.
fn parsed(script: &str) -> Option<Value> {
    let text = script.trim();
    let text = text.strip_prefix("<!--").unwrap_or(text).trim_end_matches("-->").trim();
    let text = text.strip_prefix("//<![CDATA[").or(text.strip_prefix("<![CDATA[")).unwrap_or(text);
    let text = text.trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&clean).ok()
    })
}

/// The objects of a page.
#[derive(Default)]
struct Graph<'a> {
    objects: Vec<&'a Map<String, Value>>,
    by_id: HashMap<&'a str, &'a Map<String, Value>>,
}

impl<'a> Graph<'a> {
    fn add(&mut self, value: &'a Value, depth: usize) {
        if depth > MAX_DEPTH || self.objects.len() >= MAX_OBJECTS {
            return;
        }
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.add(value, depth + 1)),
            Value::Object(object) => {
                if let Some(id) = object.get("@id").and_then(Value::as_str).filter(|_| object.len() > 1) {
                    self.by_id.entry(id).or_insert(object);
                }
                self.objects.push(object);
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(key) {
                        self.add(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn read(&self) -> JsonLd {
        let mut ranked: Vec<(u32, &Map<String, Value>)> =
            self.objects.iter().map(|object| (rank(object), *object)).filter(|(rank, _)| *rank > 0).collect();
        ranked.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        let mut found = JsonLd::default();
        for (rank, object) in ranked {
            self.read_object(object, rank, &mut found);
        }
        if found.site.is_empty() {
            let mut sites = self.objects.iter().filter(|object| types(object).any(|kind| kind == "WebSite"));
            found.site = sites.next().map(|site| text(site, "name")).unwrap_or_default();
        }
        found
    }

    /// Fills what was not said by an object of a better type.
    fn read_object(&self, object: &'a Map<String, Value>, rank: u32, found: &mut JsonLd) {
        let fill = |field: &mut String, value: String| {
            if field.is_empty() {
                *field = value;
            }
        };
        if rank > 1 {
            fill(&mut found.title, text(object, "headline"));
            fill(&mut found.title, text(object, "name"));
        }
        if found.authors.is_empty() {
            self.read_authors(object, found);
        }
        fill(&mut found.published, text(object, "datePublished"));
        if rank > 1 {
            fill(&mut found.published, text(object, "uploadDate"));
            fill(&mut found.published, text(object, "dateCreated"));
            fill(&mut found.published, text(object, "datePosted"));
        }
        fill(&mut found.modified, text(object, "dateModified"));
        let description = text(object, "description");
        if description.chars().count() <= MAX_DESCRIPTION {
            fill(&mut found.description, description);
        }
        fill(&mut found.language, text(object, "inLanguage"));
        fill(&mut found.image, object.get("image").map(|image| self.address(image)).unwrap_or_default());
        let publisher = object.get("publisher").map(|value| self.names(value, 0)).unwrap_or_default();
        fill(&mut found.site, publisher.into_iter().next().unwrap_or_default());
    }

    /// Fills in the authors. Organisations have no last name that could stand first: what a comma parts in their names are
    /// several of them.
    fn read_authors(&self, object: &'a Map<String, Value>, found: &mut JsonLd) {
        let said = ["author", "creator"].iter().filter_map(|key| object.get(*key));
        for list in said.map(listed) {
            let named = list.iter().flat_map(|value| {
                let is_organisation = self.is_organisation(value);
                self.names(value, 0).into_iter().map(move |name| (name, is_organisation))
            });
            for (name, is_organisation) in named.take(MAX_NAMES) {
                if is_organisation {
                    found.authors.extend(name.split(", ").map(str::to_owned));
                } else {
                    found.people.push(name.clone());
                    found.authors.push(name);
                }
            }
            if !found.authors.is_empty() {
                return;
            }
        }
    }

    /// The names of people or organisations, which may stand elsewhere in the page.
    fn names(&self, value: &'a Value, depth: usize) -> Vec<String> {
        match value {
            _ if depth > MAX_DEPTH => Vec::new(),
            Value::Array(list) => {
                list.iter().flat_map(|value| self.names(value, depth + 1)).take(MAX_NAMES).collect()
            }
            Value::Object(object) => {
                let own = object.get("name").map(strings).unwrap_or_default();
                let id = object.get("@id").and_then(Value::as_str).filter(|_| own.is_empty());
                let known = id.and_then(|id| self.by_id.get(id)).and_then(|known| known.get("name"));
                known.map_or(own, strings)
            }
            value => strings(value),
        }
    }

    /// Whether an author is said to be an organisation, here or elsewhere in the page.
    fn is_organisation(&self, value: &Value) -> bool {
        let Value::Object(object) = value else { return false };
        let known = object.get("@id").and_then(Value::as_str).and_then(|id| self.by_id.get(id)).copied();
        [Some(object), known].into_iter().flatten().any(is_organisation)
    }

    fn address(&self, value: &Value) -> String {
        match value {
            Value::String(address) => address.clone(),
            Value::Array(list) => list.first().map(|value| self.address_of_object(value)).unwrap_or_default(),
            value => self.address_of_object(value),
        }
    }

    fn address_of_object(&self, value: &Value) -> String {
        let Value::Object(object) = value else { return value.as_str().unwrap_or_default().to_owned() };
        let known = object.get("@id").and_then(Value::as_str).and_then(|id| self.by_id.get(id)).copied();
        let url = object.get("url").or_else(|| known.and_then(|known| known.get("url")));
        url.and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}

fn rank(object: &Map<String, Value>) -> u32 {
    let is = |ending: &str| types(object).any(|kind| kind.ends_with(ending));
    // Questions that nobody asked are those of lists of frequent ones.
    let is_frequent = is("Question") && !object.contains_key("author");
    let known = TYPES.iter().find(|(ending, _)| is(ending) && !is_frequent).map(|(_, rank)| *rank);
    // Other works have dates as well; those of readers have dates of their own.
    let is_work = object.contains_key("datePublished") && !is("Comment");
    known.unwrap_or(u32::from(is_work))
}

/// A string, or those of a list, where it is short enough for a name.
fn strings(value: &Value) -> Vec<String> {
    let found =
        listed(value).iter().filter_map(Value::as_str).filter(|text| text.len() <= MAX_NAME).map(clean);
    found.filter(|text| !text.is_empty()).take(MAX_NAMES).collect()
}

/// The types of an object, without the address of the vocabulary that they are of.
fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let all = object.get("@type").map(listed).unwrap_or_default();
    all.iter().filter_map(Value::as_str).map(|kind| kind.rsplit(['/', '#', ':']).next().unwrap_or(kind))
}

/// Whether an object is an organisation of any kind: `NewsMediaOrganization` and the like are types of their own.
fn is_organisation(object: &Map<String, Value>) -> bool {
    types(object).any(|kind| kind.ends_with("Organization"))
}

/// The values of a list; of what is none, the value itself.
fn listed(value: &Value) -> &[Value] {
    match value {
        Value::Array(list) => list,
        value => std::slice::from_ref(value),
    }
}

fn text(object: &Map<String, Value>, key: &str) -> String {
    match object.get(key) {
        Some(Value::String(text)) => clean(text),
        Some(Value::Array(list)) => list.first().and_then(Value::as_str).map(clean).unwrap_or_default(),
        Some(Value::Object(object)) => {
            object.get("name").and_then(Value::as_str).map(clean).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// Text as read: values are often written as HTML.
fn clean(text: &str) -> String {
    super::statements::plain(text)
}

//! Doctypes: whether they ask for quirks mode, in which a table does not close a paragraph.
//!
//! Source: HTML standard, 13.2.5.53 to 13.2.5.68 and 13.2.6.4.1.

use memchr::memchr2;

/// Reads what follows `<!doctype`: whether it asks for quirks mode, and its bytes up to its end.
pub(super) fn read(bytes: &[u8]) -> (bool, usize) {
    let mut reader = Reader { bytes, at: 0 };
    let doctype = reader.doctype();
    let quirks = doctype.is_none_or(|doctype| doctype.is_quirky());
    reader.skip_to_end();
    (quirks, reader.at)
}

/// The identifiers of a well-formed doctype of the name `html`.
#[derive(Default)]
struct Doctype {
    public: Option<String>,
    system: Option<String>,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        self.at +=
            self.rest().iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c)).count();
    }

    fn skip_to_end(&mut self) {
        self.at += self.rest().iter().position(|&byte| byte == b'>').map_or(self.rest().len(), |at| at + 1);
    }

    /// Takes a word, in whatever case.
    fn takes(&mut self, word: &[u8]) -> bool {
        let found = self.rest().get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// `None` where it is malformed or not of the name `html`: quirks mode.
    fn doctype(&mut self) -> Option<Doctype> {
        self.skip_space();
        let is_html = self.takes(b"html");
        let ends = matches!(self.rest().first(), Some(b'>' | b' ' | b'\n' | b'\t' | b'\r' | 0x0c));
        if !is_html || !ends {
            return None;
        }
        self.skip_space();
        let mut doctype = Doctype::default();
        if self.takes(b"public") {
            doctype.public = Some(self.identifier()?);
            self.skip_space();
            if matches!(self.rest().first(), Some(b'"' | b'\'')) {
                doctype.system = Some(self.identifier()?);
            }
        } else if self.takes(b"system") {
            doctype.system = Some(self.identifier()?);
            return Some(doctype);
        }
        self.skip_space();
        let malformed = doctype.system.is_none() && self.rest().first() != Some(&b'>');
        (!malformed).then_some(doctype)
    }

    /// A quoted identifier in lower case; `None` where it is missing or does not end.
    fn identifier(&mut self) -> Option<String> {
        self.skip_space();
        let quote = *self.rest().first().filter(|byte| matches!(byte, b'"' | b'\''))?;
        self.at += 1;
        let length = memchr2(quote, b'>', self.rest())?;
        let text = String::from_utf8_lossy(self.rest().get(..length)?).to_ascii_lowercase();
        self.at += length;
        (self.rest().first() == Some(&quote)).then(|| {
            self.at += 1;
            text
        })
    }
}

impl Doctype {
    fn is_quirky(&self) -> bool {
        let public = self.public.as_deref().unwrap_or_default();
        let starts = |prefix: &&str| public.starts_with(*prefix);
        QUIRKY_PUBLIC.contains(&public)
            || self.system.as_deref() == Some("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")
            || QUIRKY_PUBLIC_PREFIXES.iter().any(starts)
            || (self.system.is_none() && QUIRKY_WITHOUT_SYSTEM.iter().any(starts))
    }
}

const QUIRKY_PUBLIC: [&str; 3] =
    ["-//w3o//dtd w3 html strict 3.0//en//", "-/w3c/dtd html 4.0 transitional/en", "html"];

const QUIRKY_WITHOUT_SYSTEM: [&str; 2] =
    ["-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"];

const QUIRKY_PUBLIC_PREFIXES: [&str; 55] = [
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(doctype: &str, quirks: bool) {
        assert_eq!(read(format!("{doctype}>x").as_bytes()), (quirks, doctype.len() + 1));
    }

    #[test]
    fn modern_doctypes_are_standard() {
        check(" html", false);
        check(" HTML ", false);
        check(" html SYSTEM 'about:legacy-compat'", false);
        check(" html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' \"http://www.w3.org/TR/xhtml1\"", false);
        check(" html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'x'", false);
    }

    #[test]
    fn old_and_malformed_ones_are_quirky() {
        check("", true);
        check(" xhtml", true);
        check(" html5", true);
        check(" html x", true);
        check(" html PUBLIC", true);
        check(" html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'", true);
        check(" html PUBLIC '-//W3C//DTD HTML 3.2 Final//EN'", true);
        check(" html PUBLIC '+//Silmaril//DTD HTML Pro v0r11 19970101//EN' 'x'", true);
        check(" html PUBLIC 'x", true);
    }

    #[test]
    fn a_doctype_that_does_not_end_is_quirky() {
        assert_eq!(read(b" html"), (true, 5));
    }
}

//! MathML → TeX, for the usual elements of presentation MathML.

use unboil_html::{Document, NodeId, Source};

use crate::render::{children, text_within};

/// Elements within elements that are followed; deeper ones give their text.
const MAX_DEPTH: usize = 64;

/// Characters that have a name in TeX, each before its name. Others are valid as they are.
const SYMBOLS: &str = "α \\alpha  β \\beta  γ \\gamma  δ \\delta  ε \\varepsilon  ϵ \\epsilon  ζ \\zeta  η \\eta  \
    θ \\theta  ι \\iota  κ \\kappa  λ \\lambda  μ \\mu  ν \\nu  ξ \\xi  π \\pi  ρ \\rho  σ \\sigma  \
    τ \\tau  υ \\upsilon  φ \\varphi  ϕ \\phi  χ \\chi  ψ \\psi  ω \\omega  Γ \\Gamma  Δ \\Delta  \
    Θ \\Theta  Λ \\Lambda  Ξ \\Xi  Π \\Pi  Σ \\Sigma  Φ \\Phi  Ψ \\Psi  Ω \\Omega  ∑ \\sum  ∏ \\prod  \
    ∫ \\int  ∬ \\iint  ∮ \\oint  ⋃ \\bigcup  ⋂ \\bigcap  √ \\surd  ∞ \\infty  ∂ \\partial  ∇ \\nabla  \
    ± \\pm  ∓ \\mp  × \\times  ÷ \\div  ⋅ \\cdot  · \\cdot  ∗ *  ∘ \\circ  − -  ≤ \\leq  ≥ \\geq  \
    ≠ \\neq  ≈ \\approx  ≡ \\equiv  ∼ \\sim  ≃ \\simeq  ∝ \\propto  ≪ \\ll  ≫ \\gg  ∈ \\in  \
    ∉ \\notin  ⊂ \\subset  ⊆ \\subseteq  ⊃ \\supset  ∪ \\cup  ∩ \\cap  ∅ \\emptyset  ∀ \\forall  \
    ∃ \\exists  ¬ \\neg  ∧ \\land  ∨ \\lor  → \\to  ⇒ \\Rightarrow  ⇔ \\Leftrightarrow  ↦ \\mapsto  \
    … \\ldots  ⋯ \\cdots  ′ '  ℝ \\mathbb{R}  ℕ \\mathbb{N}  ℤ \\mathbb{Z}  ℚ \\mathbb{Q}  \
    ℂ \\mathbb{C}  ‖ \\|  ℏ \\hbar";
/// Functions that TeX has a command for.
const FUNCTIONS: [&str; 22] = [
    "arccos", "arcsin", "arctan", "cos", "cosh", "cot", "det", "dim", "exp", "gcd", "inf", "ker", "lim",
    "ln", "log", "max", "min", "sin", "sinh", "sup", "tan", "tanh",
];
/// Marks over and under, and their commands.
const ACCENTS: [(&str, &str); 14] = [
    ("^", "\\hat"),
    ("ˆ", "\\hat"),
    ("¯", "\\overline"),
    ("‾", "\\overline"),
    ("→", "\\vec"),
    ("~", "\\tilde"),
    ("˜", "\\tilde"),
    ("˙", "\\dot"),
    ("¨", "\\ddot"),
    ("⏞", "\\overbrace"),
    ("⏟", "\\underbrace"),
    ("_", "\\underline"),
    ("ˇ", "\\check"),
    ("̲", "\\underline"),
];
/// What the `mathvariant` of a letter says.
const VARIANTS: [(&str, &str); 5] = [
    ("bold", "\\mathbf"),
    ("double-struck", "\\mathbb"),
    ("script", "\\mathcal"),
    ("fraktur", "\\mathfrak"),
    ("normal", "\\mathrm"),
];
/// Operators with limits above and below them.
const WITH_LIMITS: [&str; 13] = [
    "\\sum", "\\prod", "\\int", "\\iint", "\\oint", "\\bigcup", "\\bigcap", "\\lim", "\\max", "\\min",
    "\\sup", "\\inf", "\\det",
];
/// Operators that stand apart from what is around them.
const APART: [&str; 4] = ["=", "+", "<", ">"];

/// An element of MathML in TeX.
pub(super) fn tex(source: Source, id: NodeId) -> String {
    Reader { source, document: source.document() }.tex(id, 0)
}

struct Reader<'a> {
    source: Source<'a>,
    document: &'a Document,
}

impl Reader<'_> {
    fn tex(&self, id: NodeId, depth: usize) -> String {
        if depth > MAX_DEPTH {
            return escaped(&text_within(self.document, id));
        }
        let children = || children(self.document, id).map(|child| self.tex(child, depth + 1));
        match self.document.name(id) {
            "" => String::new(),
            "mi" => self.identifier(id),
            "mn" => escaped(&text_within(self.document, id)),
            "mo" => operator(&text_within(self.document, id)),
            "mtext" | "ms" => format!("\\text{{{}}}", escaped(&text_within(self.document, id))),
            "mspace" | "annotation" | "annotation-xml" | "mprescripts" | "none" => String::new(),
            "semantics" | "maction" => children().next().unwrap_or_default(),
            "msup" => {
                let [nucleus, above] = first_of(children());
                format!("{}^{{{above}}}", base(&nucleus))
            }
            "msub" => {
                let [nucleus, below] = first_of(children());
                format!("{}_{{{below}}}", base(&nucleus))
            }
            "msubsup" | "munderover" => {
                let [nucleus, below, above] = first_of(children());
                format!("{}_{{{below}}}^{{{above}}}", base(&nucleus))
            }
            "munder" => {
                let [nucleus, below] = first_of(children());
                under_or_over(&nucleus, &below, '_', "\\underset")
            }
            "mover" => {
                let [nucleus, above] = first_of(children());
                under_or_over(&nucleus, &above, '^', "\\overset")
            }
            "mfrac" => {
                let [numerator, denominator] = first_of(children());
                format!("\\frac{{{numerator}}}{{{denominator}}}")
            }
            "msqrt" => format!("\\sqrt{{{}}}", joined(children())),
            "mroot" => {
                let [radicand, degree] = first_of(children());
                format!("\\sqrt[{degree}]{{{radicand}}}")
            }
            "mfenced" => self.fenced(id, children()),
            "mtable" => {
                let rows: Vec<String> = children().collect();
                format!("\\begin{{matrix}} {} \\end{{matrix}}", rows.join(" \\\\ "))
            }
            "mtr" | "mlabeledtr" => children().collect::<Vec<_>>().join(" & "),
            _ => joined(children()),
        }
    }

    fn identifier(&self, id: NodeId) -> String {
        let text = text_within(self.document, id);
        let variant = self.source.attr(id, "mathvariant");
        let known = VARIANTS.iter().find(|(name, _)| variant.as_deref() == Some(*name));
        if let Some((_, command)) = known {
            return format!("{command}{{{}}}", escaped(&text));
        }
        if FUNCTIONS.contains(&text.as_str()) {
            return format!("\\{text}");
        }
        match text.chars().count() {
            0 | 1 => symbol(&text),
            _ => format!("\\mathrm{{{}}}", escaped(&text)),
        }
    }

    fn fenced(&self, id: NodeId, children: impl Iterator<Item = String>) -> String {
        let attr = |name: &str, usual: &str| {
            self.source.attr(id, name).map_or(usual.to_owned(), |value| value.trim().to_owned())
        };
        let mut tex = operator(&attr("open", "("));
        // A character for each gap, the last of them for all that follow.
        let separators = attr("separators", ",");
        let mut separators = separators.chars().filter(|c| !c.is_whitespace());
        let mut separator = String::new();
        for (place, child) in children.enumerate() {
            if place > 0 {
                separator = separators.next().map_or(separator, |c| operator(c.encode_utf8(&mut [0; 4])));
                tex.push_str(&separator);
                tex.push(' ');
            }
            tex.push_str(&child);
        }
        tex.push_str(&operator(&attr("close", ")")));
        tex
    }
}

/// The first parts, each made once however often it is used; those that are missing are empty.
fn first_of<const N: usize>(mut parts: impl Iterator<Item = String>) -> [String; N] {
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// Parts one after another: apart, but for brackets and marks that lean on what is beside them.
fn joined(parts: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let leans = part.starts_with([')', ']', ',', ';', '!', '\'', '.']) || part.starts_with("\\}");
        let opens = out.ends_with(['(', '[']) || out.ends_with("\\{");
        if !out.is_empty() && !leans && !opens && needs_space(&out, &part) {
            out.push(' ');
        }
        out.push_str(&part);
    }
    out
}

fn needs_space(before: &str, after: &str) -> bool {
    let is_bracket = after.starts_with(['(', '[']);
    let is_named = before.rsplit('\\').next().is_some_and(|name| {
        name.len() < before.len() && !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic())
    });
    !is_bracket || is_named || APART.iter().any(|apart| before.ends_with(apart))
}

/// What a mark is put to: in braces where it is more than one token, or has a mark already.
fn base(tex: &str) -> String {
    let is_command = tex.strip_prefix('\\').is_some_and(|name| name.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_whole = tex.ends_with('}') && tex.starts_with('\\') && !tex.contains([' ', '^', '_']);
    match tex.chars().count() {
        1 => tex.to_owned(),
        _ if is_command || is_whole || tex.bytes().all(|byte| byte.is_ascii_digit()) && !tex.is_empty() => {
            tex.to_owned()
        }
        _ => format!("{{{tex}}}"),
    }
}

fn under_or_over(base: &str, mark: &str, script: char, otherwise: &str) -> String {
    let is_accent = |(character, _): &&(&str, &str)| {
        symbol(character) == mark || *character == mark || escaped(character) == mark
    };
    if let Some((_, command)) = ACCENTS.iter().find(is_accent) {
        return format!("{command}{{{base}}}");
    }
    if WITH_LIMITS.contains(&base) {
        return format!("{base}{script}{{{mark}}}");
    }
    format!("{otherwise}{{{mark}}}{{{base}}}")
}

fn operator(text: &str) -> String {
    match text {
        // Invisible: function application, times, separator, plus.
        "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}" => String::new(),
        _ if FUNCTIONS.contains(&text) => format!("\\{text}"),
        _ if text.chars().count() > 1 && text.chars().all(char::is_alphabetic) => {
            format!("\\operatorname{{{text}}}")
        }
        _ => symbol(text),
    }
}

fn symbol(text: &str) -> String {
    let pairs = SYMBOLS.split("  ").filter_map(|pair| pair.split_once(' '));
    let known = pairs.filter(|(character, _)| *character == text).map(|(_, name)| name.to_owned()).next();
    known.unwrap_or_else(|| escaped(text))
}

/// Text in which no character has a meaning in TeX.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '#' | '$' | '%' | '&' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out.push_str("\\backslash "),
            '^' => out.push_str("\\hat{}"),
            '~' => out.push_str("\\sim "),
            '\u{a0}' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

//! Tables of GitHub's Markdown.

use super::escape;
use super::line::Lines;
use crate::render::content::{Cell, Part, Table};

/// Cells that spans may add to a table, for each cell that it has, and some more.
const SPANNED_PER_CELL: usize = 8;
const SPARE_CELLS: usize = 256;

/// The table, a caption above it. A table without a header has an empty one, as there has to be one.
pub(super) fn write(lines: &Lines, table: &Table) -> String {
    let rows = grid(lines, table);
    // What spans leave empty at the end of all rows is no column.
    let last = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty());
    let width = rows.iter().filter_map(last).max().map_or(1, |last| last + 1);
    let heads = table.rows.iter().take_while(|row| row.is_head).count().min(1);
    let mut out = String::new();
    if !table.caption.is_empty() {
        out.push_str(&lines.paragraph(&table.caption));
        out.push_str("\n\n");
    }
    let (head, body) = rows.split_at(heads);
    // Readers fill up rows that are short, but for the header, which has to be whole.
    let mut head = head.first().cloned().unwrap_or_default();
    head.resize(width, String::new());
    row_into(&mut out, &head);
    out.push_str(&format!("\n|{}", " --- |".repeat(width)));
    for row in body {
        out.push('\n');
        row_into(&mut out, row.get(..width).unwrap_or(row));
    }
    out
}

/// The footnotes in the cells, which have to stand outside of the table.
pub(super) fn notes<'t, 'a>(table: &'t Table<'a>) -> Vec<&'t Part<'a>> {
    let mut notes = Vec::new();
    gather_notes_of_table(table, &mut notes);
    notes
}

fn gather_notes_of_table<'t, 'a>(table: &'t Table<'a>, notes: &mut Vec<&'t Part<'a>>) {
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        gather_notes(&cell.parts, notes);
    }
}

fn gather_notes<'t, 'a>(parts: &'t [Part<'a>], notes: &mut Vec<&'t Part<'a>>) {
    for part in parts {
        match part {
            Part::Note(..) => notes.push(part),
            Part::Quote(parts) | Part::Description(parts) => gather_notes(parts, notes),
            Part::List(list) => list.items.iter().for_each(|item| gather_notes(&item.parts, notes)),
            Part::Table(table) => gather_notes_of_table(table, notes),
            _ => {}
        }
    }
}

fn row_into(out: &mut String, cells: &[String]) {
    out.push('|');
    for cell in cells {
        out.push_str(if cell.is_empty() { " " } else { "" });
        if !cell.is_empty() {
            out.push_str(&format!(" {cell} "));
        }
        out.push('|');
    }
    if cells.is_empty() {
        out.push_str(" |");
    }
}

/// The cells in their columns: spans leave cells empty beside and below their own.
fn grid(lines: &Lines, table: &Table) -> Vec<Vec<String>> {
    let cells: usize = table.rows.iter().map(|row| row.cells.len()).sum();
    let mut spanned_left = SPANNED_PER_CELL * cells + SPARE_CELLS;
    // For each column, the first row for which it is free again.
    let mut free_from: Vec<usize> = Vec::new();
    let mut rows = Vec::with_capacity(table.rows.len());
    for (place, row) in table.rows.iter().enumerate() {
        let mut written: Vec<String> = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            skip_taken(&mut written, &free_from, place);
            let columns = (cell.columns.max(1) as usize).min(spanned_left + 1);
            spanned_left -= columns - 1;
            for column in 0..columns {
                let below = if spanned_left > 0 { cell.rows.max(1) as usize - 1 } else { 0 };
                spanned_left -= below.min(spanned_left);
                take(&mut free_from, written.len(), place + 1 + below);
                written.push(if column == 0 { text(lines, cell) } else { String::new() });
            }
        }
        skip_taken(&mut written, &free_from, place);
        rows.push(written);
    }
    rows
}

/// Leaves empty the columns that a cell of a row above takes.
fn skip_taken(written: &mut Vec<String>, free_from: &[usize], row: usize) {
    while free_from.get(written.len()).is_some_and(|free| *free > row) {
        written.push(String::new());
    }
}

fn take(free_from: &mut Vec<usize>, column: usize, until: usize) {
    if free_from.len() <= column {
        free_from.resize(column + 1, 0);
    }
    if let Some(free) = free_from.get_mut(column) {
        *free = until;
    }
}

/// The content of a cell on one line.
fn text(lines: &Lines, cell: &Cell) -> String {
    let mut texts = Vec::new();
    gather(lines, &cell.parts, &mut texts);
    texts.join("<br>")
}

fn gather(lines: &Lines, parts: &[Part], texts: &mut Vec<String>) {
    for part in parts {
        match part {
            Part::Paragraph(line) | Part::Heading(_, line) | Part::Term(line) => texts.push(lines.cell(line)),
            Part::Quote(parts) | Part::Description(parts) => gather(lines, parts, texts),
            Part::List(list) => {
                for (index, item) in list.items.iter().enumerate() {
                    let start = texts.len();
                    gather(lines, &item.parts, texts);
                    let mark = if list.is_ordered { format!("{}. ", item.number) } else { "• ".to_owned() };
                    if let Some(first) = texts.get_mut(start).filter(|_| list.items.len() > 1 || index > 0) {
                        first.insert_str(0, &mark);
                    }
                }
            }
            Part::Code { text, .. } => {
                let lines = text.lines().map(|line| escape::code(line).replace('|', "\\|"));
                texts.extend(lines.filter(|line| line.len() > 2));
            }
            Part::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| gather(lines, &cell.parts, texts));
            }
            Part::Note(..) | Part::Rule => {}
        }
    }
}

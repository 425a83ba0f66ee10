//! Each stage of the flow, and the whole, over our own pages; and one fit.

use std::fs;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use unboil::Model;
use unboil::html::{Blocks, Document, decode};
use unboil::infer::{decide, text};
use unboil::train::{Example, LabelledPage, Options, train};
use unboil_features::{Outline, Page, Schema};

fn pages() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/pages");
    let mut paths: Vec<_> =
        fs::read_dir(folder).map_or(Vec::new(), |list| list.flatten().map(|e| e.path()).collect());
    paths.sort();
    paths.iter().filter_map(|path| fs::read(path).ok()).collect()
}

fn stages(criterion: &mut Criterion) {
    let pages = pages();
    let model = Model::builtin();
    let point = model.body().operating_point;
    let texts: Vec<String> = pages.iter().map(|bytes| decode(bytes, None).text.into_owned()).collect();
    let documents: Vec<Document> = texts.iter().map(|text| Document::parse(text)).collect();
    let blocks: Vec<Blocks> = documents.iter().map(Blocks::of).collect();
    let measured: Vec<Page> = documents.iter().zip(&blocks).map(|(d, b)| Page::new(d, b)).collect();
    let words: Vec<Vec<f64>> = measured.iter().map(|page| Outline::of(page).words().to_vec()).collect();
    let scores: Vec<Vec<f64>> = measured.iter().map(|page| model.log_odds(page)).collect();

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(pages.iter().map(|page| page.len() as u64).sum()));
    group.bench_function("decode", |b| {
        b.iter(|| pages.iter().map(|p| decode(p, None).text.len()).sum::<usize>());
    });
    group.bench_function("parse", |b| {
        b.iter(|| texts.iter().map(|t| Document::parse(t).len()).sum::<usize>());
    });
    group.bench_function("segment", |b| {
        b.iter(|| documents.iter().map(|d| Blocks::of(d).len()).sum::<usize>());
    });
    group.bench_function("measure", |b| {
        b.iter(|| documents.iter().zip(&blocks).map(|(d, s)| Page::new(d, s).len()).sum::<usize>());
    });
    group.bench_function("score", |b| {
        b.iter(|| measured.iter().map(|page| model.log_odds(page).len()).sum::<usize>());
    });
    group.bench_function("decide and render", |b| {
        b.iter(|| {
            for (index, document) in documents.iter().enumerate() {
                let labels = decide(&scores[index], &words[index], point);
                black_box(text(document, &blocks[index], &labels));
            }
        });
    });
    group.bench_function("end to end", |b| {
        b.iter(|| pages.iter().map(|p| model.extract(p).text.len()).sum::<usize>());
    });
    group.finish();
}

fn fitting(criterion: &mut Criterion) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    let lines = fs::read_to_string(format!("{folder}/pages.jsonl")).unwrap_or_default();
    let example = |(index, line): (usize, &str)| {
        let page = LabelledPage::parse(line, "pages.jsonl", index + 1).ok()?;
        let unboil::train::PageSource::Path(path) = &page.html else { return None };
        let bytes = fs::read(format!("{folder}/{path}")).ok()?;
        Some(Example::new(page, "pages", &bytes, Schema::full()))
    };
    let examples: Vec<Example> = lines.lines().enumerate().filter_map(example).collect();
    let options = Options { folds: 2, lambdas: vec![0.01], ..Options::default() };
    let mut group = criterion.benchmark_group("fit");
    group.sample_size(10);
    group.bench_function("two folds and the whole", |b| {
        let run = |options| train(&examples, Schema::full(), &options, &|_| ()).map(|t| t.model.sha256());
        b.iter_batched(|| options.clone(), run, BatchSize::SmallInput);
    });
    group.finish();
}

criterion_group!(benches, stages, fitting);
criterion_main!(benches);

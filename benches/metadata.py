#!/usr/bin/env python3
"""How often title, author and date are right, beside trafilatura on the same pages.

    python3 benches/metadata.py LABELS.jsonl [--wrong title|author|date]

LABELS.jsonl has a page a line: {"id", "html": path from the file's folder, "url", "meta": {"title", "author", "date"}}.
Installs trafilatura into a virtual environment below target/peers. A page counts for a field that its gold states.

Right is what says the same: titles by their letters and digits, whatever their case, quotes and dashes; authors as the
set of names, in any order, apart by commas, semicolons, slashes or a word for "and"; dates by day. "exact" counts
titles and authors that are the gold letter for letter, but for white space. "unasked" is the share of pages with an
answer of those whose gold is empty: nobody says that there is none.
"""
import argparse, json, pathlib, re, subprocess, sys, tempfile, unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
PEER = "trafilatura==2.3.1"
FIELDS = ["title", "author", "date"]
EXTRACT = """
import gzip, json, logging, pathlib, sys
from trafilatura.metadata import extract_metadata
logging.disable(logging.CRITICAL)
for line in sys.stdin:
    page = json.loads(line)
    raw = pathlib.Path(page["path"]).read_bytes()
    raw = gzip.decompress(raw) if raw[:2] == b"\\x1f\\x8b" else raw
    try:
        found = extract_metadata(raw, default_url=page["url"])
    except Exception:
        found = None
    print(json.dumps({"id": page["id"], **{name: found and getattr(found, name) for name in ("title", "author", "date")}}))
"""
AND = re.compile(r"\s+(?:und|and|et|y|e|i|och|og|en|и|和)\s+|[,;/|&]|\s[–-]\s")


def peer():
    folder = ROOT / "target" / "peers" / PEER.replace("==", "-")
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", PEER, "lxml_html_clean"], check=True)
    return python


def letters(text):
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def same(field, found, gold):
    found = found or ""
    if field == "date":
        return found[:10] == gold[:10]
    if isinstance(gold, list):
        gold = "; ".join(gold)
    if field == "author":
        names = lambda text: {letters(name) for name in AND.split(text)} - {""}
        return names(found) == names(gold)
    return letters(found) == letters(gold)


def exact(_, found, gold):
    gold = "; ".join(gold) if isinstance(gold, list) else gold
    return " ".join((found or "").split()) == gold.strip()


def ours(pages):
    """unboil's metadata by page, from the records of one run."""
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            command = [ROOT / "target/release/unboil", "extract", page["path"], "--format", "jsonl", "--metadata"]
            command += ["--url", page["url"]] if page["url"] else []
            record = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            known = record.get("metadata", {})
            value = lambda name: known.get(name, {}).get("value", "")
            author = "; ".join(value("authors"))
            found[page["id"]] = {"title": value("title"), "author": author, "date": value("published")}
    return found


def theirs(pages):
    lines = "".join(json.dumps(page) + "\n" for page in pages)
    output = subprocess.run([peer(), "-c", EXTRACT], input=lines, check=True, capture_output=True, text=True).stdout
    return {record["id"]: record for record in map(json.loads, output.splitlines())}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("labels", type=pathlib.Path)
    arguments.add_argument("--wrong", choices=FIELDS, help="list the pages for which unboil is wrong")
    given = arguments.parse_args()
    pages = [json.loads(line) for line in given.labels.open(encoding="utf-8")]
    for page in pages:
        page["path"] = str((given.labels.parent / page["html"]).resolve())
        page["url"] = page["url"] if page.get("url", "").startswith("http") else None
    systems = {"unboil": ours(pages), PEER.replace("==", " "): theirs(pages)}
    print(f"{'':20}{'':8}" + "".join(f"{name:>10}" for name in systems) + f"{'pages':>10}")
    for field in FIELDS:
        ways = [("", same)] + ([("exact", exact)] if field != "date" else [])
        gold = {page["id"]: page["meta"][field] for page in pages if page["meta"].get(field)}
        for how, right in ways:
            shares = [sum(right(field, found[id].get(field), gold[id]) for id in gold) for found in systems.values()]
            print(f"{field:20}{how:8}" + "".join(f"{n / len(gold):10.3f}" for n in shares) + f"{len(gold):10}")
        silent = [page["id"] for page in pages if page["meta"].get(field) == ""]
        shares = [sum(bool(found[id].get(field)) for id in silent) / max(1, len(silent)) for found in systems.values()]
        print(f"{field:20}{'unasked':8}" + "".join(f"{share:10.3f}" for share in shares) + f"{len(silent):10}")
        if given.wrong == field:
            known = systems["unboil"]
            for id in gold:
                if not same(field, known[id][field], gold[id]):
                    print(f"  {id}: {known[id][field]!r}, gold {gold[id]!r}")


if __name__ == "__main__":
    main()

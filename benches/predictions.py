#!/usr/bin/env python3
"""What other extractors take out of the pages of label files, as predictions for `unboil compare`.

    python3 benches/predictions.py trafilatura==2.3.1 DATA.jsonl... -o trafilatura.jsonl
    python3 benches/predictions.py resiliparse==2.0.1 DATA.jsonl... -o resiliparse.jsonl
    unboil compare default trafilatura.jsonl resiliparse.jsonl --data DATA.jsonl...

Installs the tool into a virtual environment of its own below target/peers. Each tool reads the page's bytes, or the text
that they decode to where it takes no bytes, with the options that its documentation gives for main content. A page that
it fails on gets an empty text, and is named.
"""
import argparse, base64, gzip, json, os, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORKERS = {
    "trafilatura": """
import trafilatura
def extract(page):
    return trafilatura.extract(page) or ""
""",
    "resiliparse": """
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
def extract(page):
    return extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=True)
""",
    "justext": """
import justext
def extract(page):
    paragraphs = justext.justext(page, justext.get_stoplist("English"))
    return "\\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)
""",
}
LOOP = """
import base64, json, sys
for line in sys.stdin:
    try:
        answer = {"text": extract(base64.b64decode(line))}
    except Exception as error:
        answer = {"text": "", "error": repr(error)}
    print(json.dumps(answer), flush=True)
"""


def python_of(tool):
    """The interpreter of a virtual environment that has the tool."""
    folder = ROOT / "target" / "peers" / tool.replace("==", "-")
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    # lxml has given its cleaner a package of its own, which some versions of the tools do not ask for.
    subprocess.run([python, "-m", "pip", "install", "--quiet", tool, "lxml_html_clean"], check=True)
    return python


def pages(path):
    """The set, id and bytes of each page of a label file."""
    for line in pathlib.Path(path).read_text("utf-8").split("\n"):
        if not line.strip():
            continue
        row = json.loads(line)
        html = row["html"].encode()
        if b"<" not in html:
            raw = (pathlib.Path(path).parent / row["html"]).read_bytes()
            html = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        yield pathlib.Path(path).stem, row["id"], html


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("tool", help=f"one of {', '.join(WORKERS)}, with its version, as in trafilatura==2.3.1")
    arguments.add_argument("data", nargs="+", metavar="DATA.jsonl")
    arguments.add_argument("-o", "--output", required=True, metavar="FILE")
    given = arguments.parse_args()
    name = given.tool.split("==")[0]
    if name not in WORKERS:
        arguments.error(f"there is no tool `{name}`")
    command = [python_of(given.tool), "-c", WORKERS[name] + LOOP]
    worker = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    folder = pathlib.Path(given.output).parent
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
        for data in given.data:
            for set_name, page, html in pages(data):
                worker.stdin.write(base64.b64encode(html).decode() + "\n")
                worker.stdin.flush()
                answer = json.loads(worker.stdout.readline())
                if "error" in answer:
                    print(f"{set_name}/{page}: {answer['error']}", file=sys.stderr)
                row = {"id": page, "set": set_name, "text": answer["text"]}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    os.replace(file.name, given.output)


if __name__ == "__main__":
    main()

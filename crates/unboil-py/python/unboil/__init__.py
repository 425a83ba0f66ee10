"""The main content of web pages, by a statistical classifier that can be trained again.

    >>> import unboil
    >>> record = unboil.extract(html, url="https://example.org/tides")
    >>> record["status"], record["title"], record["text"], record["confidence"]

Records are those of the `unboil` program: the same page gives the same record, wherever unboil runs. `extract` takes one
page, `extract_batch` many and gives a pyarrow table, `read_pages` opens archives and tables of pages. `classify` tells
the blocks of a page with their probabilities. `train`, `evaluate` and `compare` are the commands of the same names.

What can be said of how pages are extracted, everywhere by the same keyword arguments:

- format: how the text is written, "text", "markdown" or "html"; links, images: whether Markdown and HTML have them
- metadata: True adds what the page says of itself, each with where it says so
- favor: "strict", "precision", "balanced", "recall" or "generous"; or threshold, the least probability of content
- title, comments: whether the page's heading, and comments, are content: "auto", "on" or "off"
- repeats: how often text that stands on the page several times is content: "once" or "all"

Arguments that are none raise ValueError, files that cannot be read OSError; a page raises neither: it has a record.
"""

from ._batch import batches, extract_batch, schema
from ._read import read_pages
from ._training import compare, evaluate, train
from ._unboil import Model, Page, classify, extract

__all__ = [
    "Model",
    "Page",
    "batches",
    "classify",
    "compare",
    "evaluate",
    "extract",
    "extract_batch",
    "read_pages",
    "schema",
    "train",
]

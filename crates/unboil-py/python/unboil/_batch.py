"""Many pages at a time."""

from . import _unboil


def schema():
    """The schema of the tables that `extract_batch` gives: the columns of `unboil extract --output OUT.parquet`."""
    import pyarrow as pa

    types = {"text": pa.string(), "number": pa.float64(), "flag": pa.bool_()}
    columns = _unboil.columns()
    return pa.schema([pa.field(name, types[kind], nullable=not required) for name, kind, required in columns])


def extract_batch(pages, ids=None, urls=None, *, charsets=None, threads=None, model=None, **options):
    """The records of many pages as a pyarrow table, a row a page in the order of the pages, whatever the pages are.

    `pages` holds str, bytes, `Page` or None: a list, a pyarrow Array or ChunkedArray, or what has Arrow's interface, such
    as a column of pandas or polars. `ids` and `urls` are the same of texts; the id of a page without one is that of its
    file, else its place in the batch. `charsets` are those that an HTTP header names, of pages that are bytes; text is
    what it is. A page that is null or no page has a row with the status "error".

    `threads` are all cores unless given; they change nothing in the result. The GIL is released meanwhile. Takes the
    memory of the pages and of the text: cut long runs into batches, as `batches` does.

    Raises ValueError for options that are none, and where the lists are not of one length.
    """
    import pyarrow as pa

    pages, is_text = _pages(pages)
    count = len(pages)
    if charsets is None and is_text:
        charsets = ["utf-8"] * count
    ids, urls, charsets = (_texts(texts, name, count) for texts, name in ((ids, "ids"), (urls, "urls"), (charsets, "charsets")))
    ids = [_id(given, page, place) for place, (given, page) in enumerate(zip(ids, pages))]
    columns = _unboil.extract_columns(pages, list(zip(ids, urls, charsets)), threads, model, options)
    return pa.table(columns, schema=schema())


def batches(pages, *, rows=256, size=64 << 20):
    """Lists of pages for `extract_batch`, each of at most `rows` pages, and of `size` bytes unless one page is larger."""
    batch, total = [], 0
    for page in pages:
        length = 0 if page is None else len(page)
        if batch and (len(batch) == rows or total + length > size):
            yield batch
            batch, total = [], 0
        batch.append(page)
        total += length
    if batch:
        yield batch


def _arrow(values):
    """Values as an array of Arrow, or None where they are none."""
    import pyarrow as pa

    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values
    if hasattr(values, "__arrow_c_stream__"):
        return pa.chunked_array(values)
    if hasattr(values, "__arrow_c_array__"):
        return pa.array(values)
    return None


def _pages(values):
    """A list of pages, and whether all are text that came as bytes: text of Arrow may be no text at all."""
    import pyarrow as pa

    array = _arrow(values)
    if array is None:
        return list(values), False
    kind = array.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return array.cast(pa.large_binary()).to_pylist(), True
    return array.to_pylist(), False


def _texts(values, name, count):
    """A list of texts and None, one a page."""
    if values is None:
        return [None] * count
    values, _ = _pages(values)
    if len(values) != count:
        raise ValueError(f"{name}: give one a page: there are {count} pages, and {len(values)} {name}")
    return [_text(value) for value in values]


def _text(value):
    if value is None or isinstance(value, str):
        return value
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _id(given, page, place):
    if given is not None:
        return given
    return page.id if isinstance(page, _unboil.Page) else str(place)

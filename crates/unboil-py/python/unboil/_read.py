"""Pages from files."""

import os

from . import _unboil


def read_pages(paths, *, html_field="html", id_field="id", url_field="url"):
    """The pages of files, one after the other, as `unboil extract` reads them, in memory that does not grow.

    `paths` is a path or a list of paths: WARC archives, JSON Lines, Parquet or HTML files, told apart by their content,
    also as .gz or .zst, and folders of them. What cannot be read is a page as well, whose `error` says why: nothing is
    raised. The fields are those of JSON Lines and Parquet. Ids are those that `unboil extract` gives.
    """
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    return _unboil.read_pages([os.fspath(path) for path in paths], html_field, id_field, url_field)

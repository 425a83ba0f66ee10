#!/usr/bin/env python3
"""Extract pages of Parquet tables with Ray Data.

    python3 ray_extract.py pages.parquet records.parquet

The tables have columns `html`, `id` and, if they like, `url`; the output is a folder of Parquet files with a record a page.
"""

import sys

import ray
import unboil

# A batch of pages lies in the memory of a worker; html of a page may be large.
ROWS = 256


def extract(pages):
    urls = pages["url"] if "url" in pages.column_names else None
    return unboil.extract_batch(pages["html"], pages["id"], urls, threads=1)


def main(source, output):
    pages = ray.data.read_parquet(source)
    pages.map_batches(extract, batch_format="pyarrow", batch_size=ROWS, zero_copy_batch=True).write_parquet(output)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])

#!/usr/bin/env python3
"""Extract pages on a Spark cluster.

    spark-submit spark_extract.py 'crawl/*.warc.gz' records.parquet
    spark-submit spark_extract.py pages.parquet records.parquet --html-column content
    spark-submit spark_extract.py pages.parquet records.parquet --model ours.json --format markdown

The input is a glob of files that unboil reads (WARC, JSON Lines, HTML), each opened by the task that works on it, so that
workers need the same path; or a Parquet table, read by Spark, with a column of pages and one of ids. The output is a
Parquet table of records. Workers need unboil and pyarrow.

A task that is tried again gives the same records, and Spark commits those of one try: the output has every page once.
"""

import argparse
import glob

import unboil
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

# A batch of pages lies in the memory of Python, of Spark and of Arrow at once.
ROWS = 256


def from_files(model, options):
    """From batches of paths to batches of records."""

    def extract(batches):
        for batch in batches:
            for path in batch.column("path").to_pylist():
                # One damaged page, or a file that is not there, is a record; nothing of it makes a task fail.
                for pages in unboil.batches(unboil.read_pages(path), rows=ROWS):
                    table = unboil.extract_batch(pages, threads=1, model=model, **options)
                    yield from table.to_batches()

    return extract


def from_table(model, options):
    """From batches of pages to batches of records."""

    def extract(batches):
        for batch in batches:
            html, ids = batch.column("html"), batch.column("id")
            urls = batch.column("url") if "url" in batch.schema.names else None
            table = unboil.extract_batch(html, ids, urls, threads=1, model=model, **options)
            yield from table.to_batches()

    return extract


def records(spark, arguments):
    """The records as a data frame."""
    # A model goes to the workers by its content; none at all is the one that they have built in.
    model = arguments.model and unboil.Model.load(arguments.model)
    options = {"format": arguments.format, "metadata": arguments.metadata}
    schema = from_arrow_schema(unboil.schema())
    if arguments.input.rstrip("/").endswith(".parquet"):
        table = spark.read.parquet(arguments.input)
        columns = [table[arguments.html_column].alias("html"), table[arguments.id_column].alias("id")]
        if arguments.url_column in table.columns:
            columns.append(table[arguments.url_column].alias("url"))
        return table.select(columns).mapInArrow(from_table(model, options), schema)
    paths = sorted(glob.glob(arguments.input))
    if not paths:
        raise SystemExit(f"{arguments.input}: no such files")
    tasks = -(-len(paths) // arguments.files_per_task)
    files = spark.sparkContext.parallelize([(path,) for path in paths], tasks).toDF("path string")
    return files.mapInArrow(from_files(model, options), schema)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", help="a glob of files, or a Parquet table")
    parser.add_argument("output", help="the folder to write; must not be there")
    parser.add_argument("--model", help="a model file")
    parser.add_argument("--format", default="text", help="text, markdown or html")
    parser.add_argument("--metadata", action="store_true", help="add what pages say of themselves")
    parser.add_argument("--files-per-task", type=int, default=1, help="more where files are small; archives take minutes")
    parser.add_argument("--html-column", default="html")
    parser.add_argument("--id-column", default="id")
    parser.add_argument("--url-column", default="url")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("unboil").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS)
    records(spark, arguments).write.parquet(arguments.output)
    spark.stop()


if __name__ == "__main__":
    main()

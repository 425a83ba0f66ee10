"""The example for Spark on workers that are lost: every task fails at its first try, after its first batch."""

import sys
from pathlib import Path

from pyspark import TaskContext, cloudpickle

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples"))
import spark_extract  # noqa: E402

# Workers do not have the module.
cloudpickle.register_pickle_by_value(spark_extract)


def failing(from_files):
    def extract_of(*arguments):
        extract = from_files(*arguments)

        def extract_once(batches):
            for batch in extract(batches):
                yield batch
                if TaskContext.get().attemptNumber() == 0:
                    raise RuntimeError("the worker is lost")

        return extract_once

    return extract_of


spark_extract.from_files = failing(spark_extract.from_files)
spark_extract.main()

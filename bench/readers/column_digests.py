"""Prints the hash of each column of a Parquet file, as pyarrow reads it, as a JSON object."""

import hashlib
import json
import sys

import pyarrow
import pyarrow.parquet


def digest(column):
    if pyarrow.types.is_timestamp(column.type):
        column = column.cast(pyarrow.int64())
    texts = column.cast(pyarrow.string()).to_pylist()
    joined = "\n".join("\\N" if text is None else text for text in texts)
    return hashlib.sha256(joined.encode()).hexdigest()


# a file, and not the partitioned data set that contains it
table = pyarrow.parquet.ParquetFile(sys.argv[1]).read()
print(json.dumps({name: digest(table[name]) for name in table.column_names}))

"""Runs a query over Parquet files in Spark. Prints the rows as JSON."""
import json
import sys

from pyspark.sql import SparkSession

request = json.loads(sys.argv[1])
builder = SparkSession.builder.master('local[1]')
settings = {
    'spark.ui.enabled': 'false',
    'spark.sql.session.timeZone': 'UTC',
    'spark.sql.shuffle.partitions': '1',
    **request['settings'],
}
for name, value in settings.items():
    builder = builder.config(name, value)
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel('OFF')
spark.read.parquet(request['directory']).createOrReplaceTempView('flows')
print(json.dumps([list(row) for row in spark.sql(request['sql']).collect()]))
spark.stop()

/** Descriptions of the datasets for the page. */
export const DATASET_NOTES = {
  'aws-v5':
    'the 29 fields of versions 2 to 5; interfaces in random order, which is unfavourable for dictionaries and gzip',
  'aws-v5-clustered':
    'the same with the rows of an interface in runs, which is closer to the files of a real VPC',
  'aws-v2': 'the 14 fields of the AWS default format',
  'aws-v11': 'all 54 fields of VPC flow logs',
  tgw: 'all 36 fields of transit gateway flow logs',
  'azure-vnet': 'PT1H.json of VNet flow logs, uncompressed; a row is a tuple',
};

export const WHAT_IS_MEASURED = `A measurement is a whole process: start of Node, reading, parsing, writing Parquet, exit. The engines take turns within
a round, so that all of them run under similar load. Ratios are computed per round ("times ours": the time of the engine
as a multiple of that of \`flow-logs normalize\`; median, minimum and maximum). On one core, \`taskset\` pins the process to
it. On two cores the process is not pinned: \`flow-logs\` runs with \`--jobs 2\`, DuckDB and Polars with two threads. The
files were in the page cache. CPU seconds include all threads; on a shared machine they are more reliable than seconds.
Peak memory is the resident set.

After the first run of each engine, the benchmark reads the Parquet files of the engine. If the number of rows or the sum of
bytes differs from what was generated, the measurement fails.

The engines do not do exactly the same work:

- \`flow-logs normalize\` writes the whole table \`flows\`, with the columns of origin and position, typed times and derived
  columns, in one file per source file. It validates every value, and writes unreadable records to \`rejects\`.
- DuckDB and Polars write only the fields of the records, in one file for all sources: whole numbers are typed, everything else
  is text. For Azure, DuckDB adds the values of the record to each tuple. Both stop at a line that they cannot read. DuckDB
  may change the order of rows, which makes it slightly faster.
- readline is a typical hand-written function: \`readline\`, \`split(' ')\`, columns of JavaScript values, and
  hyparquet-writer.
- \`JSON.parse\` alone splits no tuple and writes nothing. It is the lower bound for every reader that uses it.`;

export const CAVEATS = `A seeded generator makes the data: interfaces with much and little traffic, addresses and ports by Zipf's law, 1 % of
aggregation intervals without data, and 5 % of IPv6. Real logs have other distributions and compress differently. The times are
those of one machine. On another machine the ratios differ too, but less.`;

export const COST_MODEL = `This is a model, not a bill. It assumes that a vCPU of Lambda on arm64 has the rate that was measured on one core over
aws-v5. A vCPU comes with 1,769 MB of memory; less memory comes with a proportional share of it. So while a function needs less
memory, the price depends only on the rate. The memory is the peak over one file of 75 MB, times 1.3. There is one request per
file of 15 MB of text. Not included: cold starts, S3 requests and storage, queues, logs, free tiers.`;

/** What the page says of each kind of data. */
export const DATASET_NOTES = {
  'aws-v5':
    'the 29 fields of versions 2 to 5; interfaces in no order, which is hard on dictionaries and on gzip',
  'aws-v5-clustered': 'the same, with rows of one interface in runs, as files of a real VPC are more like',
  'aws-v2': 'the 14 fields that AWS writes where no format is given',
  'aws-v11': 'all 54 fields of VPC flow logs',
  tgw: 'all 36 fields of transit gateway flow logs',
  'azure-vnet': 'PT1H.json of virtual network flow logs, uncompressed; a row is a tuple',
};

export const WHAT_IS_MEASURED = `A measurement is a whole process: start of node, reading, parsing, writing Parquet, exit. Engines run in turn within a
round, so that each meets the machine in about the same mood; ratios are taken round by round ("times ours": how many
times as long as \`flow-logs normalize\` the engine took, median, least and most). On one core, the process is held
there by \`taskset\`; on two it is free, with \`--jobs 2\`, two threads of DuckDB or two of Polars. Files were in the
page cache. CPU seconds are those of all threads; on a machine that is shared, they say more than seconds do. Peak memory is the resident set.

After the first run of each engine its Parquet is read back: the number of rows and the sum of bytes must be those that
were generated, else the measurement fails.

The engines do not do quite the same work:

- \`flow-logs normalize\` writes the whole table \`flows\`: its columns of origin and position, typed times, and those
  columns that are derived, in one file for each source file. It checks every value and keeps what it can not read as
  rejects.
- DuckDB and Polars write the fields of the records alone, with whole numbers typed and all else as text (of Azure:
  the record's own members beside each tuple), in one file for all sources. A line they can not read ends them. DuckDB
  need not keep the order of rows, which makes it a little faster.
- readline is a function as people write it: \`readline\`, \`split(' ')\`, columns of JavaScript values, and
  hyparquet-writer.
- \`JSON.parse\` alone splits no tuple and writes nothing; it is the least of what anything costs that is built on it.`;

export const CAVEATS = `The data is invented: by a seeded generator, with busy and quiet interfaces, addresses and ports by Zipf's law, 1 % of
windows without data and 5 % of IPv6. Real logs have other shares and compress otherwise. Times are those of one
machine; on another one the ratios will differ too, though less.`;

export const COST_MODEL = `A model, not a bill. The rate on one core over aws-v5 is taken as that of a whole vCPU of Lambda on arm64, which is an
assumption: the core that was measured is another one. A vCPU comes with 1,769 MB, and less memory comes with
that share of it; so while a function needs less, memory cancels out of the price and only the rate counts. Memory is
the peak over one file of 75 MB, times 1.3. One request for each file of 15 MB of text. Left out: cold starts, S3
requests and storage, queues, logs, free tiers.`;

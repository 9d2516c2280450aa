// Text to Parquet with Polars: a lazy scan of typed columns into a sink. POLARS_MAX_THREADS sets its threads.
import { join } from 'node:path';
import polars from 'nodejs-polars';
import { fieldType } from './field-types.mjs';
import { settings } from './settings.mjs';

const TYPES = { int32: polars.Int32, int64: polars.Int64, text: polars.String };

const { directory, out, names, codec } = settings;
const schema = Object.fromEntries(names.map((name) => [name, TYPES[fieldType(name)]]));
// this version cannot disable quotes; the text has none
const scan = polars.scanCSV(`${directory}/**/*.log.gz`, {
  sep: ' ',
  hasHeader: true,
  nullValues: '-',
  schema,
});
await scan.sinkParquet(join(out, 'flows.parquet'), { compression: codec }).collect();

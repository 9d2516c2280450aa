// Measures what the cost of a flow log depends on, by format and by form: the CPU time of the bundled Lambda function, its log,
// and the sizes of raw objects and tables. Writes aws/cost/measured-figures.ts:
//   node bench/normalizer-cost.mjs [rounds] [megabytes of text of each format]
// Other programs increase the times up to twofold: measure when the load of the machine is low.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { ensureFunctions } from '../scripts/generated.mjs';
import { COST_FORMATS, filesOf } from './data/aws-formats.mjs';
import { GENERATOR_VERSION } from './data/datasets.mjs';
import { EVENTS_IN_BATCH } from './data/documents.mjs';
import { figuresText } from './measure/figures-text.mjs';
import { machine } from './measure/machine.mjs';
import { measureForms } from './measure/measure-forms.mjs';
import { ROOT } from './measure/root.mjs';

const FILE_MEGABYTES = 15;
const SMALL_FILES = 40;
const RECORDS_OF_SMALL_FILE = 1_000;
const PAGE = 'aws/cost/measured-figures.ts';

const rounds = Number(process.argv[2] ?? 5);
const megabytes = Number(process.argv[3] ?? 90);
if (!(rounds >= 1 && megabytes >= FILE_MEGABYTES))
  throw new Error(
    `expected at least 1 round and ${FILE_MEGABYTES} MB, received ${rounds} rounds and ${megabytes} MB`,
  );

await ensureFunctions();
const [load] = loadavg();
const formats = [];
for (const format of COST_FORMATS) {
  const count = Math.floor(megabytes / FILE_MEGABYTES);
  const limit = { bytes: FILE_MEGABYTES * 1e6, rows: Number.POSITIVE_INFINITY };
  const clustered = await filesOf(format, { count, limit, clustered: true });
  const clusteredForms = await measureForms(clustered, format, ['text'], 1);
  const mixed = await filesOf(format, { count, limit });
  const forms = await measureForms(mixed, format, ['text', 'parquet', 'firehose', 'subscription'], rounds);
  formats.push({
    id: format.id,
    title: format.title,
    fields: format.names.length,
    records: mixed.rows,
    textBytes: mixed.textBytes,
    tableBytes: forms.text.tableBytes,
    grouped: {
      textBytes: clustered.textBytes,
      storedBytes: clustered.storedBytes,
      tableBytes: clusteredForms.text.tableBytes,
    },
    forms: Object.fromEntries(
      Object.entries(forms).map(([form, { storedBytes, cpuMillis }]) => [form, { storedBytes, cpuMillis }]),
    ),
  });
  process.stderr.write(`${JSON.stringify(formats.at(-1))}\n`);
}

const [small] = COST_FORMATS;
const limit = { bytes: FILE_MEGABYTES * 1e6, rows: RECORDS_OF_SMALL_FILE };
const { text } = await measureForms(
  await filesOf(small, { count: SMALL_FILES, limit }),
  small,
  ['text'],
  rounds,
);

const { cpu, cores, system, node, versions } = machine();
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
writeFileSync(
  join(ROOT, PAGE),
  figuresText({
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpu}, ${cores} cores, ${system}, node ${node}`,
    versions: { 'cloud-flow-logs': version, '@duckdb/node-api': versions['@duckdb/node-api'] },
    loadAverage: Math.round(load * 10) / 10,
    generator: GENERATOR_VERSION,
    rounds,
    eventsInBatch: EVENTS_IN_BATCH,
    object: {
      records: RECORDS_OF_SMALL_FILE,
      millis: Math.ceil((text.seconds * 1000) / text.objects),
      logBytes: Math.ceil(text.logBytes / text.objects),
      logStoredBytes: Math.ceil(text.logStoredBytes / text.objects),
      metrics: text.metrics,
      tableObjects: Math.ceil(text.tableObjects / text.objects),
    },
    formats,
  }),
);
spawnSync('npx', ['biome', 'format', '--write', PAGE], { cwd: ROOT, stdio: 'inherit' });

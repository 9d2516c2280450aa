// Measures what the cost of an Azure flow log with a normalizer depends on: the CPU time of an increment, the size of its table
// files and of its rows in a workspace. Writes azure/cost/measured-figures.ts:
//   node --import tsx bench/azure-normalizer-cost.mjs [rounds]
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { rowDocument } from '../azure/ingestion/row-document.ts';
import { translate } from '../azure/normalizer/outputs.ts';
import { azureFile } from './data/azure-file.mjs';
import { GENERATOR_VERSION } from './data/datasets.mjs';
import { machine } from './measure/machine.mjs';
import { ROOT } from './measure/root.mjs';

const PAGE = 'azure/cost/measured-figures.ts';
const SEED = 7;
const MINUTES = 60;
/** Bytes of the blob of an hour: a quiet interface, and a busy one. */
const SIZES = { small: 300_000, large: 60_000_000 };
/** Bytes of the standard column TimeGenerated, whose text is a time in ISO 8601. */
const TIME_BYTES = 24;

const rounds = Number(process.argv[2] ?? 3);
const measured = {};
for (const [name, bytes] of Object.entries(SIZES)) {
  const runs = [];
  for (let round = 0; round <= rounds; round++) runs.push(await measure(bytes, round === 0));
  const [first, ...timed] = runs;
  measured[name] = { ...first, cpuMillis: Math.min(...timed.map(({ cpuMillis }) => cpuMillis)) };
  process.stderr.write(`${name}: ${JSON.stringify(measured[name])}\n`);
}
const { cpu, system, node } = machine();
const figures = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpu}, ${system}, node ${node}`,
  generator: GENERATOR_VERSION,
  rounds,
  ...measured,
};
writeFileSync(
  join(ROOT, PAGE),
  `// Written by \`node --import tsx bench/azure-normalizer-cost.mjs\`.
import type { MeasuredFigures } from './measured-blocks';

/** Measurements of the normalizer over the blob of an hour with a block for each minute, of generated records. */
export const MEASURED_FIGURES: MeasuredFigures = ${JSON.stringify(figures, null, 2)};
`,
);

/** Normalizes a blob block by block, as the function does when each block has an event. */
async function measure(bytes, withRows) {
  const { path, text } = azureFile(undefined, 0, SEED, { bytes });
  const blocks = blocksOf(text.toString('latin1'));
  if (blocks.length !== MINUTES) throw new Error(`expected ${MINUTES} blocks, found ${blocks.length}`);
  const total = {
    blocks: blocks.length,
    jsonBytes: 0,
    rows: 0,
    tableBytes: 0,
    workspaceBytes: 0,
    cpuMillis: 0,
  };
  let progress = { tuples: 0n, records: [] };
  for (const [index, block] of blocks.entries()) {
    const began = process.cpuUsage();
    const name = `increment-${String(index).padStart(2, '0')}.parquet`;
    const increment = await translate(Readable.from([Buffer.from(block, 'latin1')]), {
      blob: path,
      name,
      progress,
    });
    const { user, system } = process.cpuUsage(began);
    total.cpuMillis += (user + system) / 1000;
    total.jsonBytes += block.length;
    total.rows += Number(increment.summary.rows);
    for (const { file } of increment.outputs) total.tableBytes += statSync(file).size;
    if (withRows) for await (const row of increment.rows()) total.workspaceBytes += billedBytes(row);
    progress = increment.after;
    await increment.discard();
  }
  if (withRows && total.rows === 0) throw new Error('the normalizer wrote no rows');
  return { ...total, cpuMillis: Math.ceil(total.cpuMillis) };
}

/** The blocks of a blob without its first and its last bytes: a record each, with the comma before it. */
function blocksOf(text) {
  const records = text.slice(text.indexOf('[') + 1, text.lastIndexOf(']'));
  return records.split(/(?=,\{"time":)/);
}

/** Bytes of the values of a row: Log Analytics does not bill the names of columns. */
function billedBytes(row) {
  const values = Object.values(JSON.parse(rowDocument(row).json));
  return values.reduce(
    (sum, value) => sum + Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value)),
    TIME_BYTES,
  );
}

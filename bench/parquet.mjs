// Measures `flow-logs normalize` over the same records as text and as Parquet with the types of AWS:
//   node bench/parquet.mjs [rounds] [megabytes of text] [dataset]
import { join } from 'node:path';
import { PARQUET_FORMS, parquetOf } from './data/parquet.mjs';
import { dataset } from './data/write-dataset.mjs';
import { ROOT } from './measure/root.mjs';
import { runEngine } from './measure/run-process.mjs';

const rounds = Number(process.argv[2] ?? 5);
const text = await dataset(process.argv[4] ?? 'aws-v2', Number(process.argv[3] ?? 114));
const engine = {
  title: 'flow-logs normalize',
  command: ({ directory, out }) => [
    process.env.NORMALIZE ?? join(ROOT, 'dist/cli/main.js'),
    ...['normalize', directory, '--out', out, '--json', '--jobs', '1'],
  ],
};
const forms = new Map([['text', text.directory]]);
for (const form of Object.keys(PARQUET_FORMS)) forms.set(form, await parquetOf(form, text));

const runs = new Map([...forms.keys()].map((form) => [form, []]));
for (let round = 0; round < rounds; round++) {
  for (const [form, directory] of forms) {
    const run = await runEngine(engine, { directory, threads: 1 });
    const { rows, rejects } = JSON.parse(run.stdout);
    if (rows !== text.rows || rejects !== 0)
      throw new Error(`${form}: expected ${text.rows} rows, received ${rows} and ${rejects} rejects`);
    runs.get(form).push(run);
  }
}

const seconds = (form) => median(runs.get(form).map(({ cpuSeconds }) => cpuSeconds));
process.stdout.write(`${text.rows} records of ${text.names.length} fields, median of ${rounds}\n`);
for (const form of forms.keys()) {
  const peak = Math.max(...runs.get(form).map(({ peakMegabytes }) => peakMegabytes));
  process.stdout.write(
    `${form}: ${seconds(form).toFixed(2)} CPU s, ${Math.round(text.rows / seconds(form) / 1000)} k records per CPU s, ` +
      `${(seconds(form) / seconds('text')).toFixed(2)} times the text, ${Math.round(peak)} MiB\n`,
  );
}

function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

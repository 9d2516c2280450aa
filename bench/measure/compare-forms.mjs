import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { runEngine } from './run-process.mjs';

/**
 * Runs `flow-logs normalize` over the same records in several forms, in turns, and prints the CPU time of each form, its
 * ratio to the time of the text, and the peak memory.
 *
 * @param text - the dataset as text
 * @param forms - directory of each form, by its name; `text` is one of them
 * @param options - returns the options of `normalize` for a directory
 */
export async function compareForms(text, forms, rounds, options = () => []) {
  const engine = {
    title: 'flow-logs normalize',
    command: ({ directory, out }) => [
      process.env.NORMALIZE ?? join(ROOT, 'dist/cli/main.js'),
      ...['normalize', directory, '--out', out, '--json', '--jobs', '1'],
      ...options(directory),
    ],
  };
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
}

function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

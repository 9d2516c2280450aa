// Measures what enrichment costs: node bench/enrichment.mjs [--megabytes N] [--rounds N] [--cli FILE] [--base FILE]
//   --cli FILE   the command line to measure (dist/cli/main.js, which `npm run build` makes)
//   --base FILE  the command line of another version, to compare runs without enrichment
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { enrichmentFiles } from './data/enrichment-files.mjs';
import { dataset } from './data/write-dataset.mjs';
import { CACHE, ROOT } from './measure/root.mjs';
import { runEngine } from './measure/run-process.mjs';
import { pairedRatio } from './measure/statistics.mjs';

const { values } = parseArgs({
  options: {
    datasets: { type: 'string', default: 'aws-v5,azure-vnet' },
    megabytes: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    cli: { type: 'string', default: join(ROOT, 'dist/cli/main.js') },
    base: { type: 'string' },
  },
});

const { threats, mmdb } = enrichmentFiles(join(CACHE, 'enrichment'));
const VARIANTS = {
  plain: [],
  threats: ['--threats', threats],
  mmdb: ['--mmdb', mmdb],
  both: ['--threats', threats, '--mmdb', mmdb],
};

for (const name of values.datasets.split(',')) {
  const data = await dataset(name, values.megabytes === undefined ? undefined : Number(values.megabytes));
  const engines = Object.entries(VARIANTS).map(([variant, options]) => engine(variant, values.cli, options));
  if (values.base) engines.push(engine('base', values.base, []));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (let turn = 0; turn < engines.length; turn++) {
      const each = engines[(turn + round) % engines.length];
      each.runs.push(await runEngine(each, { directory: data.directory, threads: 1 }));
      each.enriched = JSON.parse(each.runs.at(-1).stdout).rows;
    }
  }
  const [plain] = engines;
  for (const { title, runs, enriched } of engines) {
    const ratio =
      title === 'base'
        ? pairedRatio(plain.runs, runs, 'cpuSeconds')
        : pairedRatio(runs, plain.runs, 'cpuSeconds');
    const of = title === 'base' ? 'plain / base' : `${title} / plain`;
    process.stdout.write(
      `${JSON.stringify({ dataset: name, rows: enriched, cpuTimeRatioOf: of, ...rounded(ratio) })}\n`,
    );
  }
}

function engine(title, program, options) {
  return {
    title,
    runs: [],
    command: ({ directory, out }) => [
      program,
      'normalize',
      directory,
      '--out',
      out,
      '--json',
      '--jobs',
      '1',
      ...options,
    ],
  };
}

function rounded(figures) {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]));
}

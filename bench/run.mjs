// Measures the normalizer and other engines over the same generated files: npm run bench -- --help
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DATASETS, GENERATOR_VERSION } from './data/datasets.mjs';
import { dataset } from './data/write-dataset.mjs';
import { ENGINES } from './engines.mjs';
import { ASSUMPTIONS, costs } from './measure/cost.mjs';
import { installPeers } from './measure/install-peers.mjs';
import { machine } from './measure/machine.mjs';
import { measureDataset } from './measure/measure-dataset.mjs';
import { measureSingle, withBareNode } from './measure/measure-starts.mjs';
import { printTables } from './report/tables.mjs';

const HELP = `npm run bench -- [options]
  --datasets a,b   some of ${Object.keys(DATASETS).join(', ')}
  --engines a,b    some of ${Object.keys(ENGINES).join(', ')}
  --rounds N       how many times each engine runs; the engines take turns (5)
  --quick          use about a tenth of the data
  --json FILE      also write the figures to FILE; node bench/page.mjs FILE makes the page from them
`;
const QUICK_SHARE = 10;
const COLD_START = 'aws-v5-small';
const LARGEST_FILE = 'aws-v5-single';
const MEASURED = Object.keys(DATASETS).filter((name) => name !== COLD_START && name !== LARGEST_FILE);

const { values } = parseArgs({
  options: {
    datasets: { type: 'string', default: MEASURED.join(',') },
    engines: { type: 'string', default: Object.keys(ENGINES).join(',') },
    rounds: { type: 'string', default: '5' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(HELP);
else {
  const engines = chosenEngines(values.engines.split(','));
  const report = await measure(values.datasets.split(','), engines, Number(values.rounds), values.quick);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 1)}\n`);
  printTables(report);
}

async function measure(names, engines, rounds, quick) {
  if (!(rounds >= 1)) throw new Error(`--rounds must be at least 1, received ${rounds}`);
  const report = {
    date: new Date().toISOString(),
    machine: machine(),
    generator: GENERATOR_VERSION,
    rounds,
    quick,
  };
  const datasets = [];
  for (const name of names) {
    const data = await generated(name, quick);
    const results = await measureDataset(data, engines, rounds, log);
    const { files, rows, textBytes, storedBytes, cloud } = data;
    datasets.push({ name, cloud, files: files.length, rows, textBytes, storedBytes, results });
  }
  const coldStart = await measureSingle(await generated(COLD_START), withBareNode(engines), rounds, log);
  const largest = await generated(LARGEST_FILE);
  const largestFile = [
    ...(await measureSingle(
      largest,
      enginesWhere(engines, ({ isSlow }) => !isSlow),
      Math.min(rounds, 3),
      log,
    )),
    ...(await measureSingle(
      largest,
      enginesWhere(engines, ({ isSlow }) => isSlow),
      1,
      log,
    )),
  ];
  const v5 = datasets.find(({ name }) => name === 'aws-v5');
  const cost = v5 && { assumptions: ASSUMPTIONS, engines: costs(v5.results, largestFile) };
  return { ...report, datasets, coldStart, largestFile, cost };
}

function enginesWhere(engines, test) {
  return Object.fromEntries(Object.entries(engines).filter(([, engine]) => test(engine)));
}

async function generated(name, quick = false) {
  const megabytes = DATASETS[name] && DATASETS[name].megabytes / (quick ? QUICK_SHARE : 1);
  log(`${name}: generating, unless cached`);
  return dataset(name, megabytes);
}

function chosenEngines(ids) {
  const unknown = ids.filter((id) => !ENGINES[id]);
  if (unknown.length > 0) throw new Error(`Unknown engine: ${unknown.join(', ')}\n${HELP}`);
  const problem = ids.some((id) => ENGINES[id].needsInstall) ? installPeers() : undefined;
  const left = ids.filter((id) => !(problem && ENGINES[id].needsInstall));
  if (left.length < ids.length)
    log(`NOT MEASURED: ${ids.filter((id) => !left.includes(id)).join(', ')}: ${problem}`);
  return Object.fromEntries(left.map((id) => [id, ENGINES[id]]));
}

function log(text) {
  process.stderr.write(`${text}\n`);
}

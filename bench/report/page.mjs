import {
  COST_COLUMNS,
  cells,
  DATASET_COLUMNS,
  RESULT_COLUMNS,
  SINGLE_COLUMNS,
  twoCores,
} from './columns.mjs';
import { CAVEATS, COST_MODEL, DATASET_NOTES, WHAT_IS_MEASURED } from './explanations.mjs';

/** The page of measured performance in Markdown. */
export function performancePage(report) {
  const { date, machine, rounds, quick, datasets, coldStart, largestFile, cost } = report;
  const parts = [
    '# Performance',
    '`node bench/page.mjs` writes this page from the figures of a run.',
    facts(date, machine, rounds, quick),
    '## What is measured',
    WHAT_IS_MEASURED,
    '## Data',
    CAVEATS,
    table(DATASET_COLUMNS, datasets),
    ...datasets.flatMap((dataset) => section(dataset, machine)),
    '## One small file',
    'A new process over one file of 1,000 rows, on one core. A cold start takes this time in addition to that of the platform.',
    table(SINGLE_COLUMNS, coldStart),
    '## One large file',
    'A new process over one file of 75 MB of text, the largest that AWS delivers, on one core.',
    table(SINGLE_COLUMNS, largestFile),
    ...(cost ? ['## Cost of a terabyte', COST_MODEL, prices(cost), table(COST_COLUMNS, cost.engines)] : []),
    '## Measure again',
    AGAIN,
  ];
  return `${parts.join('\n\n')}\n`;
}

const AGAIN = `\`\`\`sh
npm run bench -- --json figures.json   # up to an hour; --quick uses a tenth of the data; see --help
node bench/page.mjs figures.json       # writes this page
\`\`\`

The first run generates the data in \`.cache/bench/\` (about half a gigabyte with the results) and installs Polars in \`bench/\`.
The same version of the generator produces the same text on every machine.`;

function facts(date, { cpu, cores, memoryGigabytes, system, node, versions, commit }, rounds, quick) {
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const lines = [
    `Measured ${date.slice(0, 10)}${commit ? ` at ${commit}` : ''}, medians of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`,
    `${cpu}, ${cores} cores, ${memoryGigabytes} GiB, ${system}, node ${node}`,
    peers.join(', '),
  ];
  if (quick) lines.push('A quick run over a tenth of the data: the start of processes is overrepresented');
  return lines.map((line) => `- ${line}`).join('\n');
}

function section(dataset, { pinned }) {
  const { name, results } = dataset;
  const ratio = twoCores(dataset);
  const notes = [
    ...(results.some(({ measuredBytes }) => measuredBytes)
      ? [
          `\\* Measured once, over the first ${firstMegabytes(results)} MB, because it is slow; seconds are scaled by bytes.`,
        ]
      : []),
    ...(ratio
      ? [`On two cores \`flow-logs normalize\` is ${ratio.toFixed(2)} times as fast as on one.`]
      : []),
    ...(pinned ? [] : ['`taskset` was missing: processes for one core were not pinned to it.']),
  ];
  const note = DATASET_NOTES[name];
  return [`## ${name}`, ...(note ? [`${capital(note)}.`] : []), table(RESULT_COLUMNS, results), ...notes];
}

function firstMegabytes(results) {
  return Math.round(results.find(({ measuredBytes }) => measuredBytes).measuredBytes / 1e6);
}

function prices({ assumptions }) {
  const { dollarsPerGigabyteSecond, dollarsPerMillionRequests } = assumptions;
  return `Prices: $${dollarsPerGigabyteSecond} for a GB-second, $${dollarsPerMillionRequests.toFixed(2)} for a million requests (us-east-1, arm64).`;
}

function table(columns, rows) {
  const lines = [
    columns.map(([name]) => name),
    columns.map((_, index) => (index === 0 ? '---' : '---:')),
    ...cells(columns, rows),
  ];
  return lines
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n')
    .replaceAll(' * |', ' \\* |');
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

import Table from 'cli-table3';
import {
  COST_COLUMNS,
  cells,
  DATASET_COLUMNS,
  RESULT_COLUMNS,
  SINGLE_COLUMNS,
  twoCores,
} from './columns.mjs';

/** Prints a report on the terminal. */
export function printTables({ machine, datasets, coldStart, largestFile, cost, rounds, quick }) {
  const { cpu, cores, node, pinned } = machine;
  print(
    `${cpu}, ${cores} cores, node ${node}; medians of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}${quick ? ', a tenth of the data' : ''}`,
  );
  if (!pinned) print('taskset is missing: processes for one core were not pinned to it');
  table('data', DATASET_COLUMNS, datasets);
  for (const dataset of datasets) {
    table(dataset.name, RESULT_COLUMNS, dataset.results);
    const ratio = twoCores(dataset);
    if (ratio) print(`flow-logs normalize on two cores: ${ratio.toFixed(2)} times as fast as on one`);
  }
  if (datasets.some(({ results }) => results.some(({ scaledSeconds }) => scaledSeconds))) {
    print('* measured once over the first files, and scaled by bytes');
  }
  table('cold start: one file of 1,000 rows', SINGLE_COLUMNS, coldStart);
  table('one file of 75 MB of text', SINGLE_COLUMNS, largestFile);
  if (cost) table('cost on Lambda arm64 (modelled)', COST_COLUMNS, cost.engines);
}

function table(title, columns, rows) {
  const printed = new Table({ head: columns.map(([name]) => name), style: { head: [], border: [] } });
  printed.push(...cells(columns, rows));
  print(`\n${title}\n${printed}`);
}

function print(text) {
  process.stdout.write(`${text}\n`);
}

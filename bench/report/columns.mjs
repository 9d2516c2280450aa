/**
 * Columns of the tables of a report, with the format of each value. The terminal and the page have the same tables.
 */

const seconds = (value) => value.toFixed(value < 10 ? 2 : 1);
const rate = (value) => value.toFixed(value < 100 ? 1 : 0);
const whole = (value) => Math.round(value).toLocaleString('en-US');
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

/** Results of engines over a dataset. */
export const RESULT_COLUMNS = [
  ['engine', ({ title }) => title],
  ['cores', ({ threads }) => String(threads)],
  [
    'seconds',
    (result) => (result.scaledSeconds ? `${seconds(result.scaledSeconds)} *` : seconds(result.seconds)),
  ],
  ['MB/s', ({ megabytesPerSecond }) => rate(megabytesPerSecond)],
  ['MB per CPU s', ({ megabytesPerCpuSecond }) => rate(megabytesPerCpuSecond)],
  ['rows/s', ({ rowsPerSecond }) => `${whole(rowsPerSecond / 1000)} k`],
  ['peak MiB', ({ peakMegabytes }) => whole(peakMegabytes)],
  ['written B/row', ({ bytesPerRow }) => bytesPerRow?.toFixed(1) ?? '-'],
  ['times ours (least to most)', timesOurs],
  ['CPU times ours', ({ cpuTimesOurs }) => cpuTimesOurs?.median.toFixed(2) ?? ''],
];

/** Results of processes over one file. */
export const SINGLE_COLUMNS = [
  ['engine', ({ title }) => title],
  ['ms', ({ seconds: taken }) => whole(taken * 1000)],
  ['peak MiB', ({ peakMegabytes }) => whole(peakMegabytes)],
];

export const COST_COLUMNS = [
  ['engine', ({ title }) => title],
  ['memory MB', ({ memoryMegabytes }) => whole(memoryMegabytes)],
  ['compute', ({ compute }) => `$${compute.toFixed(3)}`],
  ['requests', ({ requests }) => `$${requests.toFixed(3)}`],
  ['per TB of text', ({ dollars }) => `$${dollars.toFixed(2)}`],
];

export const DATASET_COLUMNS = [
  ['dataset', ({ name }) => name],
  ['files', ({ files }) => whole(files)],
  ['rows', ({ rows }) => whole(rows)],
  ['text MB', ({ textBytes }) => megabytes(textBytes)],
  ['B/row', ({ textBytes, rows }) => (textBytes / rows).toFixed(1)],
  ['stored MB', ({ storedBytes }) => megabytes(storedBytes)],
  ['compression', ({ textBytes, storedBytes }) => `${(textBytes / storedBytes).toFixed(2)}:1`],
];

/** The values of a table as text. */
export function cells(columns, rows) {
  return rows.map((row) => columns.map(([, show]) => show(row)));
}

/**
 * The speed of `flow-logs normalize` on two cores as a multiple of that on one; undefined for datasets of one file,
 * or if one of them was not measured.
 */
export function twoCores({ files, results }) {
  if (files < 2) return undefined;
  const of = (cores) => results.find(({ engine, threads }) => engine === 'ours' && threads === cores);
  return of(1) && of(2) && of(1).seconds / of(2).seconds;
}

function timesOurs({ timesOurs: ratio, timesOursScaled }) {
  if (ratio) return `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)})`;
  return timesOursScaled ? `${timesOursScaled.toFixed(2)} *` : '';
}

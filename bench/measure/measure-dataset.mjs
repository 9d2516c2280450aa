import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstFiles } from '../data/write-dataset.mjs';
import { check } from './check.mjs';
import { runEngine } from './run-process.mjs';
import { median, pairedRatio } from './statistics.mjs';

/** Text for slow engines. Their start takes little time compared with it. */
const SLOW_MEGABYTES = 30;

/**
 * Measures engines over a dataset, in turn within each round.
 *
 * @param engines by their names
 * @param log prints progress
 * @throws Error if an engine fails or its output differs from what was generated
 */
export async function measureDataset(dataset, engines, rounds, log) {
  const parts = [];
  for (const [id, engine] of Object.entries(engines)) {
    if (!engine.clouds.includes(dataset.cloud)) continue;
    const data = engine.isSlow ? firstFiles(dataset, SLOW_MEGABYTES) : dataset;
    for (const threads of engine.cores) parts.push({ id, engine, threads, data, runs: [] });
  }
  warm(dataset);
  for (let round = 0; round < rounds; round++) {
    for (const { id, engine, threads, data, runs } of rotated(parts, round)) {
      if (engine.isSlow && round > 0) continue;
      const run = await runEngine(engine, { directory: data.directory, names: data.names, threads });
      if (round === 0) await check(engine, run, data);
      runs.push(figuresOf(run));
      log(`${dataset.name}: round ${round + 1}, ${id} on ${threads}: ${run.seconds.toFixed(2)} s`);
    }
  }
  return parts.map((part) => summary(part, parts, dataset));
}

/** Each round starts with another engine, so that the order does not matter. */
function rotated(parts, round) {
  const first = round % parts.length;
  return [...parts.slice(first), ...parts.slice(0, first)];
}

/** Reads all files once, so that they are in the page cache for every engine. */
function warm({ directory, files }) {
  for (const { path } of files) readFileSync(join(directory, path));
}

function figuresOf({ seconds, cpuSeconds, peakMegabytes, outBytes }) {
  return { seconds, cpuSeconds, peakMegabytes, outBytes };
}

function summary({ id, engine, threads, data, runs }, parts, dataset) {
  const middle = (name) => median(runs.map((run) => run[name]));
  const seconds = middle('seconds');
  const isPart = data.textBytes < dataset.textBytes;
  const ours = parts.find((part) => part.id === 'ours' && part.threads === threads);
  const comparable = ours && ours.id !== id && !isPart;
  return {
    engine: id,
    title: engine.title,
    threads,
    seconds,
    cpuSeconds: middle('cpuSeconds'),
    peakMegabytes: middle('peakMegabytes'),
    // the share that a slow engine has read, and the estimated time for the whole
    ...(isPart
      ? { measuredBytes: data.textBytes, scaledSeconds: (seconds * dataset.textBytes) / data.textBytes }
      : {}),
    megabytesPerSecond: data.textBytes / 1e6 / seconds,
    megabytesPerCpuSecond: data.textBytes / 1e6 / middle('cpuSeconds'),
    rowsPerSecond: data.rows / seconds,
    ...(engine.sums ? { outBytes: middle('outBytes'), bytesPerRow: middle('outBytes') / data.rows } : {}),
    ...(comparable
      ? { timesOurs: pairedRatio(runs, ours.runs), cpuTimesOurs: pairedRatio(runs, ours.runs, 'cpuSeconds') }
      : {}),
    ...(isPart && ours ? { timesOursScaled: scaled(seconds, data, dataset, ours) } : {}),
    runs,
  };
}

function scaled(seconds, data, dataset, { runs }) {
  return (seconds * dataset.textBytes) / data.textBytes / median(runs.map((run) => run.seconds));
}

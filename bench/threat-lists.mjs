// Measures threat lists of a million networks inside one process, as the deployed functions use them: the time and the memory
// to load them, and what they add to the CPU time of normalizing:
//   node --expose-gc --import tsx bench/threat-lists.mjs [--networks N] [--rounds N] [--datasets NAMES] [--megabytes N]
import { createReadStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { normalize } from '../aws/normalize.ts';
import { normalizeBlob } from '../azure/normalize.ts';
import { EnrichmentFeed } from '../flows/enrichment/enrichment-feed.ts';
import { readSightings } from '../flows/enrichment/read-sightings.ts';
import { Random } from './data/random.mjs';
import { threatListFiles } from './data/threat-list-files.mjs';
import { dataset } from './data/write-dataset.mjs';
import { CACHE } from './measure/root.mjs';
import { median, pairedRatio } from './measure/statistics.mjs';

const MIB = 2 ** 20;
/** Rows of a log in which each row has an address of its own, as those of scanned networks have. */
const SCAN_ROWS = 400_000;

const { values } = parseArgs({
  options: {
    networks: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '7' },
    datasets: { type: 'string', default: 'aws-v5,azure-vnet,scan' },
    megabytes: { type: 'string', default: '100' },
  },
});

const networks = Number(values.networks);
const { feed, ...loaded } = await loadLists(networks);
print({ networks, ...loaded });
const enricher = await feed.enricher();
const out = join(CACHE, 'threat-lists');
for (const name of values.datasets.split(',')) {
  const sources = await sourcesOf(name);
  // the functions also read which rows have a listed address, for metrics and alerts
  const turnOptions = { plain: {}, listed: { enricher }, reported: { enricher, isReported: true } };
  const runs = { plain: [], listed: [], reported: [] };
  // the first round compiles the code
  for (let round = 0; round <= Number(values.rounds); round++) {
    const turns = Object.keys(runs);
    if (round % 2 === 1) turns.reverse();
    for (const turn of turns) {
      const run = await cpuTimeOf(() => normalizeAll(sources, turnOptions[turn]));
      if (round > 0) runs[turn].push(run);
    }
  }
  const [{ rows }] = runs.plain;
  const medians = Object.fromEntries(
    Object.entries(runs).map(([turn, all]) => [turn, median(all.map(({ cpuSeconds }) => cpuSeconds))]),
  );
  print({
    dataset: name,
    rows,
    listedRows: runs.reported[0].listedRows,
    pairs: runs.plain.length,
    cpuSeconds: rounded(medians),
    'with lists / without': rounded(pairedRatio(runs.listed, runs.plain, 'cpuSeconds')),
    'with lists and their report / without': rounded(pairedRatio(runs.reported, runs.plain, 'cpuSeconds')),
  });
}
print({ peakRssMebibytes: Math.round(process.resourceUsage().maxRSS / 1024) });

async function loadLists(count) {
  const files = contentsOf(threatListFiles(count));
  globalThis.gc?.();
  const before = process.memoryUsage();
  let peak = 0;
  const watch = setInterval(() => notePeak(), 5);
  const notePeak = () => {
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    peak = Math.max(peak, arrayBuffers + heapUsed - before.arrayBuffers - before.heapUsed);
  };
  const feed = new EnrichmentFeed({
    list: async () =>
      files.map(([name, content]) => ({ name, version: '1', modified: new Date(0), bytes: content.length })),
    read: async ({ name }) => files.find(([each]) => each === name)[1],
  });
  const { cpuSeconds } = await cpuTimeOf(() => feed.enricher());
  clearInterval(watch);
  notePeak();
  globalThis.gc?.();
  const after = process.memoryUsage();
  const kept = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed;
  const { files: status } = feed.status;
  return {
    feed,
    megabytes: rounded1(files.reduce((sum, [, { length }]) => sum + length, 0) / 1e6),
    entries: status.reduce((sum, { entries }) => sum + entries, 0),
    badEntries: status.reduce((sum, { badEntries }) => sum + badEntries, 0),
    loadCpuSeconds: rounded1(cpuSeconds),
    peakMebibytes: Math.round(peak / MIB),
    keptMebibytes: Math.round(kept / MIB),
  };
}

/** The texts become free, so that they do not count. */
function contentsOf(texts) {
  return Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)]);
}

async function sourcesOf(name) {
  if (name === 'scan') return [{ path: scanLog(), normalize }];
  const data = await dataset(name, Number(values.megabytes));
  return data.files.map(({ path }) => ({
    path: path.startsWith('/') ? path : join(data.directory, path),
    normalize: data.cloud === 'azure' ? normalizeBlob : normalize,
  }));
}

function scanLog() {
  const path = join(CACHE, 'scan.log.gz');
  const random = new Random(3);
  const rows = Array.from({ length: SCAN_ROWS }, (_, index) => {
    const address = `${11 + random.below(80)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
    return `2 123456789012 eni-0123456789abcdef0 ${address} 10.0.0.${index % 250} ${1024 + (index % 60000)} 443 6 1 40 1764489600 1764489660 REJECT OK`;
  });
  const header =
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(path, gzipSync(`${header}\n${rows.join('\n')}\n`));
  return path;
}

async function normalizeAll(sources, { enricher, isReported = false }) {
  let rows = 0;
  let listedRows = 0;
  for (const { path, normalize: normalizeSource } of sources) {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    const source = { source: path, bytes: createReadStream(path), again: () => createReadStream(path) };
    const { summary, outputs } = await normalizeSource(source, out, { enricher });
    rows += summary.rows;
    if (!isReported) continue;
    const paths = outputs.map(({ path }) => path).filter((path) => path.startsWith(join(out, 'flows')));
    listedRows += readSightings(paths, (address) => enricher.threatOf(address)).rows;
  }
  return { rows, listedRows };
}

async function cpuTimeOf(work) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { ...result, cpuSeconds: (user + system) / 1e6 };
}

function rounded(figures) {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value.toFixed(3))]));
}

function rounded1(value) {
  return Number(value.toFixed(1));
}

function print(figures) {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

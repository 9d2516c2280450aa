import { check } from './check.mjs';
import { BARE_NODE, runEngine } from './run-process.mjs';
import { median } from './statistics.mjs';

/**
 * Measures whole processes over a dataset of one file on one core: the time of a cold start, and the memory for the
 * largest file.
 */
export async function measureSingle(dataset, engines, rounds, log) {
  const settings = { directory: dataset.directory, names: dataset.names, threads: 1 };
  const taken = Object.entries(engines).filter(([, { clouds }]) => clouds.includes(dataset.cloud));
  const runs = Object.fromEntries(taken.map(([id]) => [id, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [id, engine] of taken) {
      const run = await runEngine(engine, settings);
      if (round === 0) await check(engine, run, dataset);
      runs[id].push(run);
    }
    log(`${dataset.name}: round ${round + 1}`);
  }
  return taken.map(([id, { title }]) => ({
    engine: id,
    title,
    seconds: median(runs[id].map(({ seconds }) => seconds)),
    peakMegabytes: Math.max(...runs[id].map(({ peakMegabytes }) => peakMegabytes)),
  }));
}

/** Adds node without a program, whose start is included in every cold start. */
export function withBareNode(engines) {
  return { node: { ...BARE_NODE, clouds: ['aws'] }, ...engines };
}

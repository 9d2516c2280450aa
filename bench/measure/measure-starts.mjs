import { check } from './check.mjs';
import { BARE_NODE, runEngine } from './run-process.mjs';
import { median } from './statistics.mjs';

/**
 * Measures whole processes over a dataset of one file, on one core: what a cold start costs, and what memory the largest
 * file wants.
 */
export async function measureSingle(dataset, engines, rounds, say) {
  const settings = { directory: dataset.directory, names: dataset.names, threads: 1 };
  const taken = Object.entries(engines).filter(([, { clouds }]) => clouds.includes(dataset.cloud));
  const runs = Object.fromEntries(taken.map(([id]) => [id, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [id, engine] of taken) {
      const run = await runEngine(engine, settings);
      if (round === 0) await check(engine, run, dataset);
      runs[id].push(run);
    }
    say(`${dataset.name}: round ${round + 1}`);
  }
  return taken.map(([id, { title }]) => ({
    engine: id,
    title,
    seconds: median(runs[id].map(({ seconds }) => seconds)),
    peakMegabytes: Math.max(...runs[id].map(({ peakMegabytes }) => peakMegabytes)),
  }));
}

/** What a cold start is measured with: node alone too, as the part that nothing can save. */
export function withBareNode(engines) {
  return { node: { ...BARE_NODE, clouds: ['aws'] }, ...engines };
}

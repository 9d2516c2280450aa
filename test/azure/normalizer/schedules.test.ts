import { expect, test } from 'vitest';
import { KINDS_OF_CHAOS } from './chaos';
import { Simulation } from './simulation';

/** Number of schedules of each kind. `SCHEDULES=20000` runs more. */
const SCHEDULES = Number(process.env.SCHEDULES ?? 200);
const FIRST_SEED = Number(process.env.SEED ?? 1);

/** In milliseconds; enough for a busy machine. */
const TIMEOUT = 60_000 + SCHEDULES * 200;

test.each(KINDS_OF_CHAOS)(
  'the normalizer loses and duplicates no row %s',
  async (_, chaos) => {
    const total: Record<string, number> = {};
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
      const simulation = new Simulation(seed, chaos);
      try {
        await simulation.run();
      } catch (error) {
        throw new Error(`SEED=${seed} SCHEDULES=1: ${(error as Error).message}`, { cause: error });
      }
      for (const [name, n] of Object.entries(simulation.happened)) total[name] = (total[name] ?? 0) + n;
    }
    if (process.env.SHOW) process.stderr.write(`${JSON.stringify(total)}\n`);
    expect(total.increments).toBeGreaterThan(SCHEDULES);
    if (chaos.recreation > 0) expect(total.recreated).toBeGreaterThan(0);
    if (chaos.crash > 0) expect(total.crashes).toBeGreaterThan(0);
  },
  TIMEOUT,
);

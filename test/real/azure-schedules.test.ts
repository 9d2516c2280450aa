import { afterAll, beforeAll, expect, test } from 'vitest';
import { KINDS_OF_CHAOS } from '../azure/normalizer/chaos';
import { CONTAINER, Simulation } from '../azure/normalizer/simulation';
import { Azurite } from '../support/azurite';
import { AzuriteAccount } from '../support/azurite-account';

/** Number of schedules of each kind. `AZURITE_SCHEDULES=400` runs more. */
const SCHEDULES = Number(process.env.AZURITE_SCHEDULES ?? 6);
const FIRST_SEED = Number(process.env.SEED ?? 1);
const LAST_SEED = FIRST_SEED + SCHEDULES - 1;

/** In milliseconds; enough for a busy machine. */
const TIMEOUT = 60_000 + SCHEDULES * 20_000;

let azurite: Azurite;

beforeAll(async () => {
  azurite = await Azurite.start();
});
afterAll(() => azurite?.stop());

test.each(KINDS_OF_CHAOS)(
  `the normalizer loses and duplicates no row in Azurite %s (seeds ${FIRST_SEED} to ${LAST_SEED})`,
  async (_, chaos) => {
    let steps = 0;
    for (let seed = FIRST_SEED; seed <= LAST_SEED; seed++) {
      const account = await AzuriteAccount.empty(azurite, CONTAINER);
      const simulation = new Simulation(seed, chaos, account);
      try {
        await simulation.run();
        await account.compare();
      } catch (error) {
        throw new Error(`SEED=${seed} AZURITE_SCHEDULES=1: ${(error as Error).message}`, { cause: error });
      } finally {
        account.close();
      }
      steps += simulation.happened.steps;
    }
    expect(steps).toBeGreaterThan(0);
  },
  TIMEOUT,
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readCursor } from '../../../azure/normalizer/cursor';
import type { HandlerContext } from '../../../azure/normalizer/handler-context';
import { onBlobEvents, onSweep } from '../../../azure/normalizer/handlers';
import { bringUpToDate } from '../../../azure/normalizer/increment';
import { replayBlob } from '../../../azure/normalizer/replay';
import { readSettings, WORK_MILLIS } from '../../../azure/normalizer/settings';
import { Enricher } from '../../../flows/enrichment/enricher';
import { ThreatLists } from '../../../flows/enrichment/threat-lists';
import { ROOT } from '../../support/source-files';
import { inTurns } from './in-turns';
import { Actor, Busy } from './scheduler';
import { SimulatedAccount } from './simulated-account';
import { recordText, simulatedEmptyFile, simulatedRows, simulatedTranslate } from './simulated-records';

const host = JSON.parse(readFileSync(join(ROOT, 'azure/normalizer/host.json'), 'utf8'));
const CONTAINER = 'insights-logs-flowlogflowevent';
const blobAt = (hour: string) =>
  `${CONTAINER}/flowLogResourceID=/A_B/C_D/y=2026/m=11/d=22/h=${hour}/m=00/PT1H.json`;
const BLOB = blobAt('10');
const NOW = Date.parse('2026-11-22T10:40:00Z');
const SETTINGS = readSettings({
  FLOW_LOG_STORAGE: 'https://logs.blob.core.windows.net',
  TABLE_STORAGE: 'https://lake.blob.core.windows.net',
  SWEEP_HOURS: '2',
});

let account: SimulatedAccount;
let logged: Record<string, unknown>[];

beforeEach(() => {
  account = new SimulatedAccount();
  logged = [];
});

/** Writes blocks of one record with two tuples each. The id of a block contains the id of its record. */
function write(ids: readonly number[], blob = BLOB, padding = 0): void {
  const blocks = ids.map((id, index) => ({
    id: `block ${id}`,
    text: recordText({ id, tuples: 2 }, index === 0 ? padding : 0),
  }));
  account.commit(blob, [{ id: 'A', text: '{"records":[' }, ...blocks, { id: 'Z', text: ']}' }]);
}

function context(actor: Actor, more: Partial<HandlerContext> & { version?: number } = {}) {
  const { version = 1, ...others } = more;
  const { access, ...stores } = inTurns(account.stores, actor);
  return {
    ...stores,
    settings: SETTINGS,
    maxIncrementBytes: 1_000_000,
    translate: simulatedTranslate(account, version),
    emptyFile: simulatedEmptyFile(account),
    now: () => NOW,
    log: (line: string) => void logged.push(JSON.parse(line)),
    pause: async () => {},
    ...others,
  };
}

/** Runs an actor to its end, or for some steps, after which its next access can fail. */
async function run(
  work: (actor: Actor) => Promise<unknown>,
  { steps = Number.POSITIVE_INFINITY, refusal }: { steps?: number; refusal?: Error } = {},
): Promise<Actor> {
  const actor = new Actor('worker', async (self) => void (await work(self)));
  await actor.start();
  for (let step = 0; step < steps && !actor.end; step++) await actor.step();
  if (refusal && !actor.end) await actor.step(refusal);
  if (actor.end?.error) throw actor.end.error;
  return actor;
}

const update = (more?: Parameters<typeof context>[1]) =>
  run((actor) => bringUpToDate(BLOB, context(actor, more)));

const tuples = () =>
  simulatedRows(account)
    .sort((a, b) => a.position - b.position)
    .map(({ position, tuple }) => `${position}: ${tuple}`);

const cursorOf = (blob = BLOB) => readCursor(account.cursors.get(blob)?.text ?? '{}');

/** Runs an actor until it has stored a claim and none of its files. */
async function untilClaimed(more?: Parameters<typeof context>[1]): Promise<Actor> {
  const actor = new Actor('worker', (self) => bringUpToDate(BLOB, context(self, more)));
  await actor.start();
  while (!account.cursors.get(BLOB)?.text.includes('"pending"')) await actor.step();
  return actor;
}

describe('an increment', () => {
  test('contains the new blocks and is logged', async () => {
    write([1]);
    await update();
    write([1, 2, 3]);
    await update();
    expect(tuples()).toEqual(['1: 1/0', '2: 1/1', '3: 2/0', '4: 2/1', '5: 3/0', '6: 3/1']);
    expect(logged.map(({ blocks, increments }) => [blocks, increments])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(cursorOf()).toMatchObject({ blocks: 3, progress: { tuples: 6n }, recreated: 0 });
  });

  test('contains as many blocks as fit, and at least one', async () => {
    write([1, 2, 3, 4, 5]);
    const size = recordText({ id: 1, tuples: 2 }).length;
    await update({ maxIncrementBytes: 2 * size });
    expect(logged.map(({ blocks }) => blocks)).toEqual([2, 2, 1]);
    account = new SimulatedAccount();
    write([1, 2]);
    await update({ maxIncrementBytes: 1 });
    expect(tuples()).toHaveLength(4);
  });

  test('is completed as claimed, even if the blob has grown', async () => {
    write([1, 2]);
    await untilClaimed();
    write([1, 2, 3]);
    await update();
    expect(logged.map(({ blocks }) => blocks)).toEqual([2, 1]);
    expect(tuples()).toHaveLength(6);
  });

  test('is withdrawn if its blocks no longer exist, and a slow worker cannot write it', async () => {
    write([1, 2]);
    const late = await untilClaimed();
    write([2, 9], BLOB, 100);
    await update();
    const expected = ['5: 2/0', '6: 2/1', '7: 9/0', '8: 9/1'];
    expect(tuples()).toEqual(expected);
    while (!late.end) await late.step();
    expect(tuples()).toEqual(expected);
  });

  test('is kept if it was written before its blocks were deleted', async () => {
    write([1, 2]);
    const dead = await untilClaimed();
    while (tuples().length < 4) await dead.step();
    write([2, 9], BLOB, 100);
    await update();
    expect(tuples()).toEqual(['1: 1/0', '2: 1/1', '3: 2/0', '4: 2/1', '7: 9/0', '8: 9/1']);
    expect(cursorOf().recreated).toBe(1);
  });

  test('is written by only one of two versions of the function', async () => {
    write([5, 6]);
    const late = await untilClaimed({ version: 1 });
    await update({ version: 2 });
    while (!late.end) await late.step();
    expect(tuples()).toHaveLength(4);
    expect([...account.files].filter(([path, text]) => path.startsWith('rejects') && text !== '[]')).toEqual(
      [],
    );
  });

  test('is not settled before its rows are delivered', async () => {
    write([1]);
    const deliver = async () => {
      throw new Error('429');
    };
    await expect(update({ delivery: { deliver } })).rejects.toThrow('429');
    expect(cursorOf()).toMatchObject({ blocks: 0, pending: { first: 'block 1' } });
  });

  test('is retried if the blob changes after its blocks were listed', async () => {
    write([1]);
    let reads = 0;
    await run(async (actor) => {
      const { blobs, ...rest } = context(actor);
      const read: typeof blobs.read = (...request) => {
        reads++;
        // opener and closer are read first
        if (reads === 3) write([1, 2]);
        return blobs.read(...request);
      };
      await bringUpToDate(BLOB, { ...rest, blobs: { ...blobs, read } });
    });
    expect(logged.map(({ blocks, restarts }) => [blocks, restarts])).toEqual([[2, 1]]);
    expect(tuples()).toHaveLength(4);
  });

  test('fails if the blob changes in every attempt', async () => {
    write([1]);
    let growth = 2;
    const growing = async (actor: Actor) => {
      const { blobs, ...rest } = context(actor);
      const blockList = async (blob: string) => {
        const list = await blobs.blockList(blob);
        write(Array.from({ length: growth++ }, (_, index) => index + 1));
        return list;
      };
      await bringUpToDate(BLOB, { ...rest, blobs: { ...blobs, blockList } });
    };
    await expect(run(growing)).rejects.toThrow(/changed 21 times while it was read/);
    expect(tuples()).toEqual([]);
  });
});

describe('onBlobEvents', () => {
  const event = (blob: string) => ({
    eventType: 'Microsoft.Storage.BlobCreated',
    subject: `/blobServices/default/containers/${blob.replace('/', '/blobs/')}`,
  });

  test('reads the other blobs and throws if one blob fails', async () => {
    write([1]);
    write([2], blobAt('09'));
    const message = [event(BLOB), event(blobAt('09'))];
    // the first access fails
    await expect(
      run((actor) => onBlobEvents(message, context(actor)), { steps: 0, refusal: new Busy('503') }).then(
        async (actor) => {
          while (!actor.end) await actor.step();
          if (actor.end.error) throw actor.end.error;
        },
      ),
    ).rejects.toThrow('503');
    expect(tuples()).toEqual(['1: 2/0', '2: 2/1']);
    expect(logged).toContainEqual({ failedIncrements: 1, blob: BLOB, error: 'Busy', message: '503' });
  });

  test('accepts a message for a blob that no longer exists', async () => {
    await run((actor) => onBlobEvents(event(BLOB), context(actor)));
    expect(logged).toContainEqual({ goneBlobs: 1, blob: BLOB });
  });
});

test('onSweep reads only the changed blobs of its hours', async () => {
  for (const hour of ['08', '09', '10', '11']) write([Number(hour)], blobAt(hour));
  await update();
  await run((actor) => onSweep(context(actor)));
  expect([...account.cursors.keys()].sort()).toEqual([blobAt('09'), blobAt('10')]);
  expect(logged.at(-1)).toEqual({ sweeps: 1, sweptBlobs: 2, healedBlobs: 1, failedBlobs: 0 });
});

describe('a replay', () => {
  test('writes the same files, and with another version the output of that version', async () => {
    for (const ids of [[4], [4, 5], [4, 5, 6]]) {
      write(ids);
      await update();
    }
    const before = new Map(account.files);
    for (const path of account.files.keys()) account.files.set(path, '[]');
    await run((actor) => replayBlob(BLOB, context(actor)));
    expect(account.files).toEqual(before);
    await run((actor) => replayBlob(BLOB, context(actor, { version: 2 })));
    const rejects = [...account.files].filter(([path]) => path.startsWith('rejects/'));
    expect(rejects.map(([, text]) => text)).toEqual(['[]']);
    expect(tuples()).toHaveLength(6);
    // the earlier version replaces the files of the later one
    await run((actor) => replayBlob(BLOB, context(actor)));
    expect(tuples()).toHaveLength(6);
  });

  test('enriches rows as the function does', async () => {
    write([1]);
    await update();
    const enricher = new Enricher(new ThreatLists(), []);
    const enrichers: unknown[] = [];
    const translated = simulatedTranslate(account, 1);
    const more: Partial<HandlerContext> = {
      enrichment: { load: async () => enricher },
      translate: (bytes, request) => {
        enrichers.push(request.enricher);
        return translated(bytes, request);
      },
    };
    await run((actor) => replayBlob(BLOB, context(actor, more)));
    expect(enrichers).toEqual([enricher]);
  });

  test('skips increments whose blocks no longer exist', async () => {
    write([1, 2]);
    await update();
    write([2, 9], BLOB, 100);
    const results: unknown[] = [];
    await run(async (actor) => results.push(await replayBlob(BLOB, context(actor))));
    expect(results).toEqual([{ increments: 1, skipped: 1 }]);
    expect(tuples()).toEqual(['1: 1/0', '2: 1/1', '3: 2/0', '4: 2/1', '7: 9/0', '8: 9/1']);
  });
});

describe('an invocation whose time is over', () => {
  const millis = (host.functionTimeout.split(':') as [string, string, string]).reduce(
    (sum, part) => sum * 60 + Number(part),
    0,
  );

  test('has begun its last work long before the host ends the process', () => {
    expect(millis * 1000 - WORK_MILLIS).toBeGreaterThanOrEqual(120_000);
  });

  test('works alone in its process, so that it takes no other message along', () => {
    expect(host.extensions.queues).toMatchObject({ batchSize: 1, newBatchThreshold: 0 });
  });

  test('begins no increment, and keeps those that it has written', async () => {
    write([1, 2, 3]);
    let now = NOW;
    const late = {
      maxIncrementBytes: 1,
      deadline: NOW + 2,
      // each look at the clock costs a millisecond
      now: () => now++,
    };
    await expect(update(late)).rejects.toThrow(
      `the time of the invocation ended before all new blocks of ${BLOB} were read; a later invocation continues`,
    );
    const written = cursorOf().increments.length;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(3);
    await update();
    expect(tuples()).toHaveLength(6);
  });

  test('returns a message with blobs that it has not begun', async () => {
    const blobs = [blobAt('09'), blobAt('10')];
    for (const [index, blob] of blobs.entries()) write([index], blob);
    const events = blobs.map((blob) => ({
      eventType: 'Microsoft.Storage.BlobCreated',
      subject: `/blobServices/default/containers/${blob.replace('/', '/blobs/')}`,
    }));
    const handle = (more: object) => run((actor) => onBlobEvents(events, context(actor, more)));
    await expect(handle({ deadline: NOW })).rejects.toMatchObject({ name: 'OutOfTime' });
    expect(tuples()).toEqual([]);
    await handle({ deadline: NOW + 1 });
    expect(tuples()).toHaveLength(4);
  });

  test('ends a sweep, and the next one continues', async () => {
    write([1], blobAt('09'));
    write([2], blobAt('10'));
    await expect(run((actor) => onSweep(context(actor, { deadline: NOW })))).rejects.toThrow('1 of 1 blobs');
    expect(tuples()).toEqual([]);
    await run((actor) => onSweep(context(actor, { deadline: NOW + 1 })));
    expect(tuples()).toHaveLength(4);
  });
});

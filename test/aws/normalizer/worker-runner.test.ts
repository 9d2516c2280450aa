import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WorkerRunner } from '../../../aws/normalizer/worker-runner';
import { temporaryDirectory } from '../../support/normalized';

const SCRIPT = join(__dirname, 'threads/thread.mjs');
const HEAP_MEGABYTES = 32;

/** The outcome that the script returns. */
interface ThreadOutcome {
  readonly succeeded: boolean;
  readonly threadId: number;
  readonly directory: string;
}

let workspace: string;
let runner: WorkerRunner;

beforeEach(() => {
  workspace = temporaryDirectory();
  vi.stubEnv('TMPDIR', workspace);
  onTestFinished(() => void vi.unstubAllEnvs());
  runner = new WorkerRunner(SCRIPT, HEAP_MEGABYTES);
});

async function run(action: string, maxMillis = 20_000) {
  return (await runner.run({ bucket: action, key: 'slow.log.gz' }, maxMillis)) as unknown as ThreadOutcome;
}

test('objects share a thread, whose temporary files are in a directory of its own', async () => {
  const [one, two] = [await run('succeed'), await run('succeed')];
  expect(one).toMatchObject({ succeeded: true });
  expect(two.threadId).toBe(one.threadId);
  expect(readdirSync(workspace).map((name) => join(workspace, name))).toEqual([one.directory]);
});

describe.each(['wait', 'compute', 'match', 'kernel'])('an object that makes the thread %s', (action) => {
  test('is stopped, its files are deleted, and the next object gets another thread', async () => {
    const before = await run('succeed');
    const outcome = await run(action, 300);
    expect(outcome).toMatchObject({
      succeeded: false,
      measurement: {
        values: { Objects: 0, FailedObjects: 1 },
        properties: { source: 'slow.log.gz', error: 'ObjectTimeoutError' },
      },
    });
    expect(JSON.stringify(outcome)).toContain('stopped after 0.3 seconds: S3 had not returned the object');
    expect(existsSync(before.directory)).toBe(false);
    const after = await run('succeed');
    expect(after).toMatchObject({ succeeded: true });
    expect(after.threadId).not.toBe(before.threadId);
  });
});

test.each([
  ['allocate', 'ObjectMemoryError', 'needs more than 32 MB of heap'],
  ['throw', 'RangeError', 'thrown in the thread'],
  ['exit', 'Error', 'the thread of the object exited with code 7'],
])('an object that makes the thread %s fails alone', async (action, error, message) => {
  const outcome = await run(action);
  const properties = { error, message: expect.stringContaining(message) };
  expect(outcome).toMatchObject({ succeeded: false, measurement: { properties } });
  expect(readdirSync(workspace)).toEqual([]);
  expect(await run('succeed')).toMatchObject({ succeeded: true });
});

test('a thread that ends between two objects is replaced', async () => {
  const { directory } = await run('exit later');
  await vi.waitUntil(() => !existsSync(directory), { timeout: 20_000 });
  expect(await run('succeed')).toMatchObject({ succeeded: true });
});

test('a script that does not exist fails the object', async () => {
  runner = new WorkerRunner(join(workspace, 'missing.mjs'), HEAP_MEGABYTES);
  expect(await run('succeed')).toMatchObject({
    succeeded: false,
    measurement: { properties: { message: expect.stringContaining('missing.mjs') } },
  });
});

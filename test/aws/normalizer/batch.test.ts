import { beforeEach, describe, expect, test } from 'vitest';
import { FailureKind } from '../../../aws/normalizer/failure-kind';
import { handle, type QueueMessage } from '../../../aws/normalizer/handler';
import { type ObjectReference, sourceOf } from '../../../aws/normalizer/s3-events';

const SECOND = 1_000;
const MAX_OBJECT_SECONDS = 60;
const RESERVED_SECONDS = 10;

/** Seconds that the objects need, by key; objects without a time need one second. */
let needed: Record<string, number>;
let failing: string[];
/** Causes of failures, by key. */
let causes: Record<string, FailureKind>;
let delays: Record<string, number>;
let delayError: Error | undefined;
let run: string[];
let logged: Record<string, unknown>[];

beforeEach(() => {
  needed = {};
  failing = [];
  causes = {};
  delays = {};
  delayError = undefined;
  run = [];
  logged = [];
});

/** Runs the handler in an invocation of this length. Returns the ids of the messages that failed. */
async function deliver(messages: readonly QueueMessage[], seconds = 3600): Promise<string[]> {
  let now = 0;
  const runner = {
    run: async (object: ObjectReference, maxMillis: number) => {
      run.push(sourceOf(object));
      const time = (needed[object.key] ?? 1) * SECOND;
      now += Math.min(time, maxMillis);
      const succeeded = time <= maxMillis && !failing.includes(object.key);
      const values = { Objects: Number(succeeded), FailedObjects: Number(!succeeded) };
      const failure = causes[object.key];
      return { succeeded, failure, measurement: { values, properties: { source: sourceOf(object) } } };
    },
  };
  const { batchItemFailures } = await handle(
    { Records: messages },
    {
      settings: { maxObjectMillis: MAX_OBJECT_SECONDS * SECOND, metricNamespace: 'CloudFlowLogs' },
      runner,
      functionName: 'normalizer',
      remainingMillis: () => seconds * SECOND - now,
      now: () => now,
      log: (line) => void logged.push(JSON.parse(line)),
      delay: async (receiptHandle, delaySeconds) => {
        if (delayError) throw delayError;
        delays[receiptHandle] = delaySeconds;
      },
    },
  );
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

/** A message whose id is the keys of its objects. */
function message(keys: string, receiveCount?: number, versionId?: string): QueueMessage {
  const Records = keys
    .split(' ')
    .map((key) => ({ s3: { bucket: { name: 'raw' }, object: { key, versionId } } }));
  return {
    messageId: keys,
    body: JSON.stringify({ Records }),
    receiptHandle: keys,
    attributes: receiveCount === undefined ? undefined : { ApproximateReceiveCount: `${receiveCount}` },
  };
}

const messages = (...keys: string[]) => keys.map((key) => message(key));

describe('the time of an invocation', () => {
  test('is not exceeded: an object is started only if the longest time of an object is left', async () => {
    needed = { b: 50 };
    // after b, 69 seconds are left: one too few
    expect(await deliver(messages('a', 'b', 'c', 'd'), 120)).toEqual(['c', 'd']);
    expect(run).toEqual(['a', 'b']);
    expect(await deliver(messages('a', 'b', 'c', 'd'), 121)).toEqual(['d']);
  });

  test('ends an object that needs longer, and the objects before and after it are normalized', async () => {
    needed = { b: 1e6 };
    expect(await deliver(messages('a', 'b', 'c'), 2 * MAX_OBJECT_SECONDS + RESERVED_SECONDS + 1)).toEqual([
      'b',
    ]);
    expect(run).toEqual(['a', 'b', 'c']);
  });

  test('is used for one object, even if it is short', async () => {
    needed = { a: 15 };
    expect(await deliver(messages('a', 'b'), 30)).toEqual(['b']);
    expect(run).toEqual(['a']);
    expect(await deliver(messages('a', 'b'), 15)).toEqual(['a', 'b']);
  });

  test('is not a reason to count an object as failed', async () => {
    await deliver(messages('a', 'b'), 30);
    expect(logged).toMatchObject([
      { source: 'a', Objects: 1, FailedObjects: 0 },
      { source: 'b', UnstartedObjects: 1, messageId: 'b' },
    ]);
    expect(logged[1]).not.toHaveProperty('FailedObjects');
  });
});

describe('the order of objects', () => {
  test('begins with the messages that were received least often', async () => {
    expect(await deliver([message('a', 3), message('b', 1), message('c'), message('d', 2)])).toEqual([]);
    expect(run).toEqual(['b', 'c', 'd', 'a']);
  });

  test('begins with another object of a message at each delivery', async () => {
    needed = { a: 1e6 };
    const normalized = new Set<string>();
    for (const receiveCount of [1, 2]) {
      run = [];
      expect(await deliver([message('a b c', receiveCount)], 100)).toEqual(['a b c']);
      for (const key of run.filter((name) => name !== 'a')) normalized.add(key);
    }
    expect(run).toEqual(['b', 'c', 'a']);
    expect([...normalized]).toEqual(['b', 'c']);
  });
});

describe('a message of several objects', () => {
  test('fails if one of them fails, and the others are normalized', async () => {
    failing = ['b'];
    expect(await deliver([message('a b c'), message('d')])).toEqual(['a b c']);
    expect(run).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a failed message', () => {
  test.each([
    [FailureKind.ACCESS, 900],
    [FailureKind.INPUT, 300],
    [FailureKind.OTHER, 900],
  ])('with a failure of the kind %s returns after %i seconds', async (kind, seconds) => {
    failing = ['a'];
    causes = { a: kind };
    await deliver([message('a', 3), message('b')]);
    expect(delays).toEqual({ a: seconds });
  });

  test('with a transient failure returns soon, and later after each delivery', async () => {
    failing = ['a', 'b', 'c', 'd'];
    causes = Object.fromEntries(failing.map((key) => [key, FailureKind.TRANSIENT]));
    await deliver([message('a', 1), message('b', 2), message('c', 3), message('d', 9)]);
    const expected = { a: 30, b: 120, c: 480, d: 1800 };
    for (const [key, seconds] of Object.entries(expected)) {
      expect(delays[key]).toBeGreaterThanOrEqual(0.75 * seconds);
      expect(delays[key]).toBeLessThanOrEqual(1.25 * seconds);
    }
  });

  test.each([['a b'], ['b a']])(
    'of several objects returns soon only if all causes are transient: %s',
    async (keys) => {
      failing = ['a', 'b'];
      causes = { a: FailureKind.TRANSIENT, b: FailureKind.INPUT };
      await deliver([message(keys)]);
      expect(delays).toEqual({ [keys]: 300 });
    },
  );

  test('that was not started returns soon', async () => {
    await deliver(messages('a', 'b'), 30);
    expect(delays.b).toBeLessThan(60);
  });

  test('returns after the visibility timeout of the queue if the delay cannot be set', async () => {
    failing = ['a'];
    delayError = new Error('no route');
    expect(await deliver(messages('a', 'b'))).toEqual(['a']);
    expect(logged[1]).toEqual({ messageId: 'a', delaySeconds: 900, delayError: 'Error: no route' });
    expect(run).toEqual(['a', 'b']);
  });
});

describe('an object that several messages announce', () => {
  test('is normalized once', async () => {
    expect(await deliver([message('a'), message('a b'), message('a')])).toEqual([]);
    expect(run).toEqual(['a', 'b']);
  });

  test('fails all of them', async () => {
    failing = ['a'];
    expect(await deliver([message('a'), message('a b'), message('b')])).toEqual(['a', 'a b']);
    expect(run).toEqual(['a', 'b']);
    expect(logged.map(({ FailedObjects }) => FailedObjects)).toEqual([1, 0]);
  });

  test('in another version or bucket is another object', async () => {
    const other = { ...message('a'), body: message('a').body.replace('"raw"', '"other"') };
    expect(await deliver([message('a'), message('a', 1, 'v1'), message('a', 1, 'v2'), other])).toEqual([]);
    expect(run).toEqual(['a', 'a?versionId=v1', 'a?versionId=v2', 'a']);
  });
});

describe('odd messages', () => {
  test('with hundreds of objects are read to the end', async () => {
    const keys = Array.from(
      { length: 800 },
      (_, index) => `AWSLogs/123456789012/vpcflowlogs/eu-west-1/${index}.log.gz`,
    );
    const large = message(keys.join(' '));
    expect(large.body.length).toBeGreaterThan(80_000);
    expect(await deliver([large])).toEqual([]);
    expect(run).toEqual(keys);
  });

  test('that announce an object twice normalize it once', async () => {
    expect(await deliver([message('a b a')])).toEqual([]);
    expect(run).toEqual(['a', 'b']);
  });

  test('with a key that looks like a version are not confused with the version', async () => {
    expect(await deliver([message('a', 1, 'v1'), message('a?versionId=v1')])).toEqual([]);
    expect(run).toHaveLength(2);
  });

  test.each(['', 'null', '[]', '{', '{"Records":[{}]}', '{"Records":[null]}', 'x'.repeat(200_000)])(
    'that are not notifications fail alone: %.20s',
    async (body) => {
      expect(await deliver([{ messageId: 'odd', body }, message('a')])).toEqual(['odd']);
      expect(run).toEqual(['a']);
      expect(JSON.stringify(logged).length).toBeLessThan(2_000);
    },
  );

  test('of S3 without objects succeed', async () => {
    const bodies = ['{"Event":"s3:TestEvent"}', '{"Records":[]}'];
    expect(await deliver(bodies.map((body) => ({ messageId: body, body })))).toEqual([]);
    expect(logged).toEqual([]);
  });

  test.each(['a b+c=d&e\'f"g', '../../etc/passwd', '/', 'line\nbreak', '\u0001', 'é🙂', 'x'.repeat(1024)])(
    'have keys with any character: %j',
    async (key) => {
      const encoded = encodeURIComponent(key).replaceAll('%20', '+');
      expect(await deliver([message(encoded)])).toEqual([]);
      expect(run).toEqual([key]);
      expect(logged).toMatchObject([{ source: key }]);
    },
  );
});

test('the log contains the message, and how often it was received', async () => {
  failing = ['b'];
  await deliver([message('a'), message('b', 4), { ...message('c', 5), body: 'hello' }]);
  expect(logged).toMatchObject([
    { source: 'a', messageId: 'a', receiveCount: 1 },
    { source: 'b', messageId: 'b', receiveCount: 4, FailedObjects: 1 },
    { source: 'unknown', messageId: 'c', receiveCount: 5, FailedObjects: 1 },
  ]);
});

test.each(['', 'x', '0', '-1', '1.5'])(
  'a receive count of %j is no reason to skip an object',
  async (count) => {
    const attributes = { ApproximateReceiveCount: count };
    expect(await deliver([{ ...message('a b'), attributes }])).toEqual([]);
    expect(run.sort()).toEqual(['a', 'b']);
  },
);

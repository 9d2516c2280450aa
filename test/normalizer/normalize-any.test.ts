import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError, LogFormat, normalize, normalizeAny, normalizeBlob } from 'cloud-flow-logs/normalizer';
import { afterEach, describe, expect, test } from 'vitest';
import { fileOf, record } from '../aws/sample-records';
import { blobOf, vnetRecord } from '../azure/records/read-blob';
import { SAMPLE, SAMPLE_KEY, sampleObject } from '../support/sample-object';
import { contentBelow } from '../support/table-files';

const BLOB = Buffer.from(
  blobOf(vnetRecord(['1795341600000,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019'])),
);
const BLOB_PATH =
  'insights-logs-flowlogflowevent/flowLogResourceID=/C088DC46-D692-42AD-A4B6-9A542D28AD2A_NETWORKWATCHERRG/' +
  'NETWORKWATCHER_EASTUS_LABS/y=2026/m=11/d=22/h=10/m=00/macAddress=000D3A359573/PT1H.json';

const directories: string[] = [];

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-normalizer-'));
  directories.push(directory);
  return directory;
}

afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('normalizeAny', () => {
  test.each([
    ['AWS by path', SAMPLE_KEY, sampleObject(), normalize],
    ['AWS by content', 'copy', Buffer.from(fileOf({})), normalize],
    ['Azure by path', BLOB_PATH, Buffer.from('damaged'), normalizeBlob],
    ['Azure by content', 'copy', BLOB, normalizeBlob],
    ['Azure by compressed content', 'copy.gz', gzipSync(BLOB), normalizeBlob],
  ])('recognizes %s, from bytes and from a stream', async (_what, source, bytes, ofCloud) => {
    const [expected, fromBytes, fromStream] = [newDirectory(), newDirectory(), newDirectory()];
    await ofCloud({ source, bytes: inChunks(bytes, bytes.length) }, expected);
    await normalizeAny({ source, bytes }, fromBytes);
    await normalizeAny({ source, bytes: inChunks(bytes, 3) }, fromStream);
    expect(Object.keys(contentBelow(expected)).length).toBeGreaterThan(0);
    expect(contentBelow(fromBytes)).toEqual(contentBelow(expected));
    expect(contentBelow(fromStream)).toEqual(contentBelow(expected));
  });

  test('returns the counts and the written files', async () => {
    const directory = newDirectory();
    const { summary, outputs } = await normalizeAny({ source: SAMPLE_KEY, bytes: sampleObject() }, directory);
    expect(summary).toMatchObject({ rows: SAMPLE.rows, rejects: SAMPLE.rejects });
    const written = Object.keys(contentBelow(directory)).map((path) => join(directory, path));
    expect(outputs.map(({ path }) => path)).toEqual(written);
  });

  test('applies a format to AWS records without a header', async () => {
    const object = { source: 'flow.log', bytes: Buffer.from(`${record()}\n`) };
    await expect(normalizeAny(object, newDirectory())).rejects.toThrow(InputError);
    const { summary } = await normalizeAny(object, newDirectory(), { format: LogFormat.AWS_DEFAULT });
    expect(summary).toMatchObject({ rows: 1, rejects: 0 });
  });

  test.each([
    ['AWS', 'flow.log.gz', gzipSync(fileOf({})).subarray(0, 40)],
    ['Azure', BLOB_PATH, gzipSync(BLOB).subarray(0, 40)],
  ])('throws for an unreadable log of %s, and writes nothing', async (_cloud, source, bytes) => {
    const directory = newDirectory();
    await expect(normalizeAny({ source, bytes }, directory)).rejects.toThrow(InputError);
    expect(contentBelow(directory)).toEqual({});
  });
});

import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { s3Store } from '../../../aws/normalizer/s3-store';
import { temporaryDirectory } from '../../support/normalized';

/** A bucket that answers the first requests with these codes, and all others with 200. */
let failures: number[];
let received: { method?: string; url?: string; body: string }[];
let server: Server;
let client: S3Client;

beforeEach(async () => {
  failures = [];
  received = [];
  server = createServer(async (request: IncomingMessage, response) => {
    const { method, url } = request;
    received.push({ method, url, body: (await buffer(request)).toString() });
    response.writeHead(failures.shift() ?? 200).end(method === 'GET' ? 'stored bytes' : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
  });
});

afterEach(() => {
  client.destroy();
  server.close();
});

test('a file is uploaded again if the service is busy', async () => {
  const path = join(temporaryDirectory(), 'part.parquet');
  writeFileSync(path, 'rows of a table');
  failures = [503, 500];
  await s3Store(client).write('lake', 'flows/day=2026-11-22/a b.parquet', path);
  expect(received).toHaveLength(3);
  for (const { method, url, body } of received) {
    expect(method).toBe('PUT');
    expect(url).toContain('/lake/flows/day%3D2026-11-22/a%20b.parquet');
    expect(body).toBe('rows of a table');
  }
});

test.each([
  ['a version', 'L4kqtJlcpXroDTDmpUMLUo', 'versionId=L4kqtJlcpXroDTDmpUMLUo'],
  // the version that S3 sends for objects from before versioning was enabled
  ['the version null', 'null', 'x-id=GetObject'],
  ['no version', undefined, 'x-id=GetObject'],
])('%s of an object is read', async (_, versionId, query) => {
  const bytes = await s3Store(client).read({ bucket: 'raw', key: 'a+b=c/ü?.gz', versionId });
  expect((await buffer(bytes)).toString()).toBe('stored bytes');
  expect(received.map(({ url }) => url)).toEqual([expect.stringContaining('/raw/a%2Bb%3Dc/%C3%BC%3F.gz?')]);
  expect(received[0]?.url).toContain(query);
  if (versionId === 'null') expect(received[0]?.url).not.toContain('versionId');
});

import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { searchLog } from '../../../aws/notifier/log-search';
import { publishMessage } from '../../../aws/notifier/publish-message';
import { clientSettings, ServiceClient } from '../../../aws/notifier/service-client';
import { signedHeaders } from '../../../aws/notifier/sign-request';

/** Hash of the SDK. */
class Sha256 {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView) {
    this.hash.update(bytesOf(data));
  }
  async digest() {
    return new Uint8Array(this.hash.digest());
  }
  reset() {}
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

test.each([undefined, 'session token/+='])(
  'requests have the signature of the SDK, session token %j',
  async (sessionToken) => {
    const credentials = {
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG',
      sessionToken,
    };
    const url = new URL('https://sns.eu-west-1.amazonaws.com');
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    const body = 'Action=Publish&Message=%C3%9Cbel';
    const time = new Date('2026-11-30T22:05:09.123Z');
    const signer = new SignatureV4({
      service: 'sns',
      region: 'eu-west-1',
      credentials,
      sha256: Sha256,
      applyChecksum: false,
    });
    const expected = (await signer.sign(
      {
        method: 'POST',
        protocol: 'https:',
        hostname: url.host,
        path: '/',
        query: {},
        headers: { ...headers, host: url.host },
        body,
      } as never,
      { signingDate: time },
    )) as unknown as { readonly headers: Record<string, string> };
    const actual = signedHeaders(
      { url, service: 'sns', region: 'eu-west-1', headers, body },
      credentials,
      time,
    );
    expect(actual.authorization).toBe(expected.headers.authorization);
  },
);

describe('the client', () => {
  interface Request {
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }
  let requests: Request[];
  /** Responses in order: status and body. */
  let responses: [number, string][];
  let client: ServiceClient;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      requests.push({ headers: request.headers, body });
      const [status, text] = responses.shift() ?? [500, 'no response'];
      response.writeHead(status).end(text);
    });
  });

  beforeEach(async () => {
    requests = [];
    responses = [];
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = new ServiceClient(
      clientSettings({
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'a',
        AWS_SECRET_ACCESS_KEY: 'b',
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      }),
      1,
    );
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  test('reads all pages of a log', async () => {
    responses = [
      [200, JSON.stringify({ events: [{ message: 'one' }], nextToken: 'more' })],
      [200, JSON.stringify({ events: [], nextToken: 'rest' })],
      [200, JSON.stringify({ events: [{ message: 'two' }], nextToken: null })],
    ];
    const search = { logGroup: 'logs', pattern: '{ $.kind = "x" }', from: 1, to: 2 };
    expect(await searchLog(client, search)).toEqual({ lines: ['one', 'two'], isIncomplete: false });
    expect(requests.map(({ body }) => JSON.parse(body))).toEqual([
      { logGroupName: 'logs', filterPattern: '{ $.kind = "x" }', startTime: 1, endTime: 2 },
      expect.objectContaining({ nextToken: 'more' }),
      expect.objectContaining({ nextToken: 'rest' }),
    ]);
    expect(requests[0]?.headers['x-amz-target']).toBe('Logs_20140328.FilterLogEvents');
  });

  test('stops after a number of pages and states that the log has more', async () => {
    responses = Array.from({ length: 400 }, () => [200, JSON.stringify({ events: [], nextToken: 'more' })]);
    const found = await searchLog(client, { logGroup: 'logs', pattern: '', from: 1, to: 2 });
    expect(found.isIncomplete).toBe(true);
    expect(requests).toHaveLength(300);
  });

  test('retries a request if the service is busy, and then publishes the message once', async () => {
    responses = [
      [400, '<Code>Throttling</Code>'],
      [503, 'busy'],
      [200, '<PublishResponse/>'],
    ];
    await publishMessage(client, 'arn:aws:sns:eu-west-1:1:t', 'ERROR', { subject: 'a & b', text: 'Ü\n+' });
    expect(requests).toHaveLength(3);
    expect(Object.fromEntries(new URLSearchParams(requests[2]?.body))).toEqual({
      Action: 'Publish',
      Version: '2010-03-31',
      TopicArn: 'arn:aws:sns:eu-west-1:1:t',
      Subject: 'a & b',
      Message: 'Ü\n+',
      'MessageAttributes.entry.1.Name': 'severity',
      'MessageAttributes.entry.1.Value.DataType': 'String',
      'MessageAttributes.entry.1.Value.StringValue': 'ERROR',
    });
  });

  test.each([
    [[[403, 'AuthorizationError']], 1, 'sns responded with status 403: AuthorizationError'],
    [Array(9).fill([500, 'down']), 4, 'sns responded with status 500: down'],
  ] as [[number, string][], number, string][])(
    'fails with the response %#',
    async (all, attempts, message) => {
      responses = all;
      await expect(client.post('sns', {}, '')).rejects.toThrow(message);
      expect(requests).toHaveLength(attempts);
    },
  );
});

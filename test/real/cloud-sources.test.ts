import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ContainerClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { normalize } from '../../aws/normalize';
import { ENVIRONMENT } from '../../azure/normalizer/settings';
import { fileOf } from '../aws/sample-records';
import { blobOf, vnetRecord } from '../azure/records/read-blob';
import { AwsCloud } from '../support/aws-cloud';
import { Azurite } from '../support/azurite';
import { COMMAND_LINE } from '../support/built-files';
import { Workspace } from '../support/flow-logs';
import { hasCommand, hasPart } from '../support/processes';
import { SAMPLE, SAMPLE_KEY, sampleObject } from '../support/sample-object';

const OUT = ['--out', 'tables', '--json'];
const TUPLE = '1795341600000,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019';
const CONTAINER = 'insights-logs-flowlogflowevent';
const BLOB =
  'flowLogResourceID=/C088DC46-D692-42AD-A4B6-9A542D28AD2A_NETWORKWATCHERRG/NETWORKWATCHER_EASTUS_LABS/y=2026/m=11/d=22/' +
  'h=10/m=00/macAddress=000D3A359573/PT1H.json';

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs the command line as a process with an environment. The SDK of AWS warns about versions of Node. */
function flowLogs(workspace: Workspace, env: Environment, ...args: string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const options = {
      cwd: workspace.directory,
      env: { PATH: process.env.PATH, HOME: workspace.directory, NODE_NO_WARNINGS: '1', ...env },
    };
    execFile(
      process.execPath,
      [COMMAND_LINE, 'normalize', ...args, ...OUT],
      options,
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

const hasMoto = hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help'));

describe.skipIf(!hasMoto)('objects of S3', () => {
  let aws: AwsCloud;
  let client: S3Client;
  let env: Environment;

  beforeAll(async () => {
    aws = await AwsCloud.start();
    client = new S3Client({ ...aws.client, forcePathStyle: true });
    env = aws.environment('localhost');
    for (const Bucket of ['raw', 'versions']) await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket: 'versions', VersioningConfiguration: { Status: 'Enabled' } }),
    );
  });

  afterAll(() => aws?.stop());

  const put = (Bucket: string, Key: string, Body: string | Uint8Array) =>
    client.send(new PutObjectCommand({ Bucket, Key, Body }));

  /** The files that the deployed function writes for an object. */
  async function written(source: string, content: Uint8Array): Promise<Map<string, Buffer>> {
    const workspace = Workspace.ofTest();
    await normalize({ source, bytes: chunksOf(content) }, `${workspace.directory}/tables`);
    return workspace.files('tables');
  }

  test('give the same files as the deployed function', async () => {
    await put('raw', SAMPLE_KEY, sampleObject());
    const workspace = Workspace.ofTest();
    const { code, stdout, stderr } = await flowLogs(workspace, env, `s3://raw/${SAMPLE_KEY}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ rows: SAMPLE.rows, bytes: sampleObject().length });
    expect(workspace.files('tables')).toEqual(await written(SAMPLE_KEY, sampleObject()));
  });

  test('of a bucket with versions give the same files as the deployed function', async () => {
    const first = await put('versions', SAMPLE_KEY, sampleObject());
    const newer = gzipSync(fileOf({}, {}));
    const second = await put('versions', SAMPLE_KEY, newer);
    const latest = Workspace.ofTest();
    await flowLogs(latest, env, 's3://versions/AWSLogs/');
    expect(latest.files('tables')).toEqual(
      await written(`${SAMPLE_KEY}?versionId=${second.VersionId}`, newer),
    );
    const old = Workspace.ofTest();
    const source = `${SAMPLE_KEY}?versionId=${first.VersionId}`;
    await flowLogs(old, env, `s3://versions/${source}`);
    expect(old.files('tables')).toEqual(await written(source, sampleObject()));
    const gone = await flowLogs(
      Workspace.ofTest(),
      env,
      `s3://versions/${SAMPLE_KEY}?versionId=no-such-version`,
    );
    expect(gone.stderr).toMatch(/^error: s3:\/\/versions\/AWSLogs.*\?versionId=no-such-version .*\n$/);
    expect(gone.code).toBe(2);
  });

  test('below a prefix are read in pages, by several threads; others are named', async () => {
    const keys = Array.from({ length: 1_050 }, (_, n) => `many/${String(n).padStart(4, '0')}.log`);
    await Promise.all(keys.map((key) => put('raw', key, fileOf({}))));
    await put('raw', 'many/folder/', '');
    await put('raw', 'many/notes.md', 'no flow log');
    const workspace = Workspace.ofTest();
    const { code, stdout } = await flowLogs(workspace, env, 's3://raw/many/', '--jobs', '3');
    expect(JSON.parse(stdout)).toMatchObject({
      files: keys.length,
      rows: keys.length,
      failed: [],
      skipped: ['s3://raw/many/notes.md'],
    });
    expect(code).toBe(0);
  });

  test('and files can be in one run', async () => {
    await put('raw', 'a b+c%/x.log', fileOf({}));
    const workspace = Workspace.ofTest();
    workspace.write('local.log', fileOf({}));
    const { stdout } = await flowLogs(workspace, env, 's3://raw/a b+c%/x.log', 'local.log', '--explain');
    expect(
      JSON.parse(stdout)
        .explained.map(({ source }: { source: string }) => source)
        .sort(),
    ).toEqual(['a b+c%/x.log', 'local.log']);
  });

  test.each([
    ['s3://raw/nothing-here/', 'error: s3://raw/nothing-here/ does not exist: no key begins with it\n'],
    ['s3://raw/nothing.log', 'error: s3://raw/nothing.log does not exist: no key begins with it\n'],
    ['s3://no-such-bucket/x', 'error: s3://no-such-bucket/x cannot be read: the bucket does not exist\n'],
  ])('%s that do not exist are an error', async (url, message) => {
    const { code, stdout, stderr } = await flowLogs(Workspace.ofTest(), env, url);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: message });
  });

  test('that are deleted after the listing fail with the reason, and the others are read', async () => {
    await put('raw', 'gone/a.log', fileOf({}));
    await put('raw', 'gone/b.log', fileOf({}));
    // deletes the second object between the listing and the reading
    const proxy = await server(async (request, response) => {
      if (request.method === 'GET' && request.url?.includes('/gone/b.log')) {
        await client.send(new DeleteObjectCommand({ Bucket: 'raw', Key: 'gone/b.log' }));
      }
      const answer = await fetch(`${env.AWS_ENDPOINT_URL}${request.url}`, {
        method: request.method,
        headers: { authorization: request.headers.authorization ?? '' },
      });
      const type = { 'content-type': answer.headers.get('content-type') ?? '' };
      response.writeHead(answer.status, { ...type, etag: answer.headers.get('etag') ?? '' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const { code, stdout } = await flowLogs(
      Workspace.ofTest(),
      { ...env, AWS_ENDPOINT_URL: proxy },
      's3://raw/gone/',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 1,
      failed: [{ source: 'gone/b.log', code: 'unreadable', message: 'does not exist' }],
    });
    expect(code).toBe(1);
  });

  test('without credentials, or with no connection, are an error that states the fix', async () => {
    const none = await flowLogs(
      Workspace.ofTest(),
      { AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: env.AWS_ENDPOINT_URL },
      's3://raw/many/',
    );
    expect(none.stderr).toMatch(
      /^error: s3:\/\/raw\/many\/ cannot be read: no AWS credentials were found\. .*\n$/,
    );
    expect(none.code).toBe(2);
    const closed = await flowLogs(
      Workspace.ofTest(),
      { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      's3://raw/x',
    );
    expect(closed.stderr).toMatch(/^error: s3:\/\/raw\/x cannot be read: there is no connection/);
    expect(closed.code).toBe(2);
  });

  test.each([
    [403, 'AccessDenied', 'access is denied'],
    [400, 'ExpiredToken', 'the AWS credentials have expired'],
    [403, 'InvalidAccessKeyId', 'S3 does not accept the AWS credentials'],
    [403, 'SignatureDoesNotMatch', 'S3 does not accept the AWS credentials'],
    [403, 'RequestTimeTooSkewed', 'the clock of this machine differs'],
  ])('that S3 refuses with %i %s are an error', async (status, code, message) => {
    const refusing = await server((request, response) => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(
        request.method === 'HEAD' ? '' : `<Error><Code>${code}</Code><Message>no</Message></Error>`,
      );
    });
    const result = await flowLogs(Workspace.ofTest(), { ...env, AWS_ENDPOINT_URL: refusing }, 's3://raw/x/');
    expect(result.stderr).toMatch(new RegExp(`^error: s3://raw/x/ cannot be read: ${message}.*\\n$`));
    expect(result.code).toBe(2);
  });

  test('in another region are found by the region that S3 names', async () => {
    const regions: string[] = [];
    const redirecting = await server((request, response) => {
      const region = /\/\d{8}\/([a-z0-9-]+)\/s3\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
      regions.push(region);
      if (region === 'eu-south-1') {
        response.writeHead(200, {
          'content-type': 'text/plain',
          'content-length': fileOf({}).length,
          etag: '"1"',
        });
        response.end(request.method === 'HEAD' ? '' : fileOf({}));
        return;
      }
      response.writeHead(301, { 'x-amz-bucket-region': 'eu-south-1', 'content-type': 'application/xml' });
      response.end(request.method === 'HEAD' ? '' : '<Error><Code>PermanentRedirect</Code></Error>');
    });
    const result = await flowLogs(
      Workspace.ofTest(),
      { ...env, AWS_ENDPOINT_URL: redirecting },
      's3://raw/x.log',
    );
    expect(JSON.parse(result.stdout)).toMatchObject({ rows: 1 });
    expect(new Set(regions)).toEqual(new Set(['us-east-1', 'eu-south-1']));
  });
});

describe('blobs of Azure', () => {
  let azurite: Azurite;
  let container: ContainerClient;
  let env: Environment;
  let endpoint: string;

  beforeAll(async () => {
    azurite = await Azurite.start();
    container = azurite.flowLogs.getContainerClient(CONTAINER);
    await container.createIfNotExists();
    endpoint = `${azurite.flowLogs.url.replace(/\/$/, '')}/${CONTAINER}`;
    const connection = azurite.settings('')[ENVIRONMENT.flowLogConnection];
    env = {
      AZURE_STORAGE_SAS_TOKEN: /SharedAccessSignature=(.*)/.exec(String(connection))?.[1],
    };
  });

  afterAll(() => azurite?.stop());

  const put = (path: string, content: string | Uint8Array) =>
    container.getBlockBlobClient(path).upload(content, Buffer.byteLength(content));

  test('have the identity that the deployed function writes', async () => {
    await put(BLOB, blobOf(vnetRecord([TUPLE])));
    const workspace = Workspace.ofTest();
    const { code, stdout, stderr } = await flowLogs(workspace, env, `${endpoint}/${BLOB}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ rows: 1, byLogType: { vnet: 1 } });
    const local = Workspace.ofTest();
    local.write(`${CONTAINER}/${BLOB}`, blobOf(vnetRecord([TUPLE])));
    await local.flowLogs('normalize', CONTAINER, ...OUT);
    expect(workspace.files('tables')).toEqual(local.files('tables'));
  });

  test('below a prefix are read with the signature of the URL, which no message contains', async () => {
    for (const hour of ['11', '12', '13'])
      await put(BLOB.replace('h=10', `h=${hour}`), blobOf(vnetRecord([TUPLE])));
    await put('notes.md', 'no flow log');
    const url = `${endpoint}?${env.AZURE_STORAGE_SAS_TOKEN}`;
    const { code, stdout, stderr } = await flowLogs(Workspace.ofTest(), {}, url, '--jobs', '2');
    expect(JSON.parse(stdout)).toMatchObject({ rows: 4, skipped: [`${endpoint}/notes.md`] });
    expect(stdout + stderr).not.toContain('sig=');
    expect(code).toBe(0);
  });

  test('can be written as the portal writes them', async () => {
    const { stdout } = await flowLogs(Workspace.ofTest(), env, `${endpoint}/${encodeURIComponent(BLOB)}`);
    expect(JSON.parse(stdout)).toMatchObject({ files: 1, rows: 1 });
  });

  test.each([
    ['/nothing/', 'does not exist: no blob begins with it'],
    ['-other/x', 'cannot be read: the container does not exist'],
  ])('%s that do not exist are an error', async (path, message) => {
    const { code, stdout, stderr } = await flowLogs(Workspace.ofTest(), env, `${endpoint}${path}`);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${endpoint}${path} ${message}\n`,
    });
  });

  test('with a signature that is not valid are an error that does not contain it', async () => {
    const url = `${endpoint}/x?${env.AZURE_STORAGE_SAS_TOKEN}broken`;
    const { code, stderr } = await flowLogs(Workspace.ofTest(), {}, url);
    expect(stderr).toMatch(/^error: http:\/\/\S+\/x cannot be read: .*\n$/);
    expect(stderr).not.toContain('sig=');
    expect(code).toBe(2);
  });

  test('without credentials are an error that states the fix', async () => {
    const { code, stderr } = await flowLogs(Workspace.ofTest(), {}, `${endpoint}/x`);
    expect(stderr).toMatch(/^error: http:\/\/\S+\/x cannot be read: .*az login.*\n$/);
    expect(code).toBe(2);
  }, 120_000);

  test('that the service extends while they are opened are read again', async () => {
    const client = container.getBlockBlobClient('growing/PT1H.json');
    const record = JSON.stringify(vnetRecord([TUPLE]));
    const commit = async (...blocks: string[]) => {
      const ids = blocks.map((_, n) => Buffer.from(`block-${blocks.length}-${n}`).toString('base64'));
      for (const [n, block] of blocks.entries())
        await client.stageBlock(ids[n] as string, block, block.length);
      await client.commitBlockList(ids);
    };
    await commit('{"records":[', record, ']}');
    let extensions = 0;
    const proxy = await server(async (request, response) => {
      if (request.method === 'GET' && request.url?.includes('growing/PT1H') && extensions++ === 0) {
        await commit('{"records":[', record, `,${JSON.stringify(vnetRecord([tuple()]))}`, ']}');
      }
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => /^(if-match|range|x-ms-.*)$/.test(name)),
      ) as Record<string, string>;
      const answer = await fetch(new URL(String(request.url), endpoint), { method: request.method, headers });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    const url = `${proxy}${new URL(endpoint).pathname}/growing/PT1H.json`;
    const { code, stdout } = await flowLogs(Workspace.ofTest(), env, url);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 2, failed: [] });
    expect({ code, isExtended: extensions > 1 }).toEqual({ code: 0, isExtended: true });
  });

  test('of many MiB are read as a stream', async () => {
    const records = Array.from({ length: 3_000 }, () =>
      vnetRecord(Array.from({ length: 200 }, () => tuple())),
    );
    const content = blobOf(...records);
    await put('large/PT1H.json', content);
    const { stdout } = await flowLogs(Workspace.ofTest(), env, `${endpoint}/large/`);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 600_000, bytes: content.length });
  });
});

function tuple(): string {
  return TUPLE.replace('52668', String(randomBytes(2).readUInt16BE()));
}

/** Starts an HTTP server and returns its URL. */
async function server(listener: RequestListener): Promise<string> {
  const http = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

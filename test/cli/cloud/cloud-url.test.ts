import { describe, expect, test } from 'vitest';
import { cloudUrl } from '../../../cli/cloud/cloud-url';
import { Workspace } from '../../support/flow-logs';

const AZURE = 'https://account.blob.core.windows.net';

describe('a URL', () => {
  test.each([
    ['s3://bucket', { kind: 's3', bucket: 'bucket', key: '' }],
    ['s3://bucket/', { kind: 's3', bucket: 'bucket', key: '' }],
    ['S3://bucket/AWSLogs/1/', { kind: 's3', bucket: 'bucket', key: 'AWSLogs/1/' }],
    ['s3://bucket/a b%20+?x#y.log', { kind: 's3', bucket: 'bucket', key: 'a b%20+?x#y.log' }],
    ['s3://bucket//a', { kind: 's3', bucket: 'bucket', key: '/a' }],
    ['s3://bucket/a.log?versionId=v.1_2', { kind: 's3', bucket: 'bucket', key: 'a.log', versionId: 'v.1_2' }],
    [`${AZURE}/logs`, { kind: 'blob', container: { endpoint: AZURE, name: 'logs' }, path: '' }],
    [`${AZURE}/logs/a=/b%20c//d.json`, { kind: 'blob', container: { endpoint: AZURE, name: 'logs' }, path: 'a=/b c//d.json' }],
    [`${AZURE}/logs/100%`, { kind: 'blob', container: { endpoint: AZURE, name: 'logs' }, path: '100%' }],
    [`${AZURE}/logs/x?sv=1&sig=a%2Bb`, { kind: 'blob', container: { endpoint: AZURE, name: 'logs', signature: 'sv=1&sig=a%2Bb' }, path: 'x' }],
    ['http://127.0.0.1:10000/devstore/logs/x', { kind: 'blob', container: { endpoint: 'http://127.0.0.1:10000/devstore', name: 'logs' }, path: 'x' }],
    ['http://azurite:10000/devstore/logs', { kind: 'blob', container: { endpoint: 'http://azurite:10000/devstore', name: 'logs' }, path: '' }],
  ])('%s is understood', (text, url) => {
    expect(cloudUrl(text)).toEqual(url);
  }); // biome-ignore format: one case a line

  test.each(['a.log', './s3:/x', 'C:\\logs', '-', 's3', 'dir/https://x'])('%s is a path', (text) => {
    expect(cloudUrl(text)).toBeUndefined();
  });
});

test.each([
  ['s3://', 'has no bucket: give s3://BUCKET/KEY'],
  ['arn:aws:s3:::bucket/key', 'is an ARN: give s3://BUCKET/KEY'],
  ['gs://bucket/key', 'has the scheme gs, which is not supported: give a path, s3://'],
  ['file:///tmp/x.log', 'give the path without file://'],
  ['https://bucket.s3.eu-central-1.amazonaws.com/key', 'is in S3: give s3://BUCKET/KEY'],
  ['https://account.dfs.core.windows.net/c/x', 'give the blob endpoint'],
  ['https://example.org/x.log', 'is not in S3 or Azure Storage: download it'],
  [`${AZURE}/?sig=secret`, 'has no container'],
  ['https://exa mple.org/?sig=secret', 'is not a valid URL'],
])('%s is an error that states the fix, without a signature', async (url, message) => {
  const { code, stdout, stderr } = await Workspace.ofTest().flowLogs('normalize', url, '--out', 'tables');
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('secret');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

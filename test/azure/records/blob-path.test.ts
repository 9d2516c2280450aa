import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BlobPath, blobPart, parseBlobPath } from '../../../azure/records/blob-path';
import { FIXTURES, hasFixtures } from '../../support/fixtures';

const SUB = 'C088DC46-D692-42AD-A4B6-9A542D28AD2A';
const subscriptionId = SUB.toLowerCase();
const TIME = 'y=2026/m=11/d=22/h=10/m=00/macAddress=000D3A359573/PT1H.json';
const time = { mac: '000D3A359573', day: '2026-11-22', hour: '10' };

const PATHS: [string, string, BlobPath][] = [
  [
    'with the id of a flow log',
    `flowLogResourceID=/SUBSCRIPTIONS/${SUB}/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_WESTUS/FLOWLOGS/LABS-FLOWLOG/${TIME}`,
    { kind: 'vnet', subscriptionId, region: 'westus', flowLogName: 'LABS-FLOWLOG', ...time },
  ],
  [
    'with the short form of a flow log',
    `flowLogResourceID=/${SUB}_NETWORKWATCHERRG/NETWORKWATCHER_EastUS2EUAP_Net-Group-FLOWLOGS/${TIME}`,
    { kind: 'vnet', subscriptionId, region: 'eastus2euap', flowLogName: 'Net-Group-FLOWLOGS', ...time },
  ],
  [
    'with the short form and another resource group',
    `flowLogResourceID=/${SUB}_OWN-GROUP_1/NETWORKWATCHER_WESTEUROPE_MY_LOG/${TIME}`,
    { kind: 'vnet', subscriptionId, region: 'westeurope', flowLogName: 'MY_LOG', ...time },
  ],
  [
    'with a network watcher of another name',
    `flowLogResourceID=/SUBSCRIPTIONS/${SUB}/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/OURS/FLOWLOGS/LABS/${TIME}`,
    { kind: 'vnet', subscriptionId, flowLogName: 'LABS', ...time },
  ],
  [
    'of a network security group',
    `resourceId=/SUBSCRIPTIONS/${SUB}/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB/${TIME}`,
    { kind: 'nsg', subscriptionId, ...time },
  ],
  [
    'of a virtual network, with resourceId',
    `resourceId=/SUBSCRIPTIONS/sub-123/RESOURCEGROUPS/rg/PROVIDERS/MICROSOFT.NETWORK/VIRTUALNETWORKS/net/${TIME}`,
    { kind: 'vnet', ...time },
  ],
];

describe('parseBlobPath', () => {
  test.each(PATHS)('parses a path %s', (_what, path, expected) => {
    expect(parseBlobPath(path)).toEqual(expected);
  });

  test.each([
    'insights-logs-flowlogflowevent/',
    'some/folder/insights-logs-flowlogflowevent/',
    'https://account.blob.core.windows.net/insights-logs-flowlogflowevent/',
    '/home/me/download/',
  ])('accepts %s before the path', (before) => {
    for (const [, path, expected] of PATHS) {
      expect(parseBlobPath(before + path)).toEqual(expected);
      expect(blobPart(before + path)).toBe(
        before.includes('insights-logs') ? `insights-logs-flowlogflowevent/${path}` : path,
      );
    }
  });

  test('accepts a compressed copy and any case', () => {
    const [, path, expected] = PATHS[0] as (typeof PATHS)[number];
    expect(parseBlobPath(`${path}.gz`)).toEqual(expected);
    expect(parseBlobPath(path.toLowerCase().replace('pt1h', 'PT1H'))).toMatchObject({ region: 'westus' });
  });

  test.each([
    'some/random/path.json',
    `flowLogResourceID=/${SUB}_RG/NETWORKWATCHER_X_Y/y=2026/m=11/d=22/PT1H.json`,
    `flowLogResourceID=/${SUB}_RG/NETWORKWATCHER_X_Y/y=2026/m=13/d=22/h=10/m=00/PT1H.json`,
    `flowLogResourceID=/${SUB}_RG/NETWORKWATCHER_X_Y/y=2026/m=11/d=31/h=10/m=00/PT1H.json`,
    `flowLogResourceID=/${SUB}_RG/NETWORKWATCHER_X_Y/y=2026/m=11/d=22/h=24/m=00/PT1H.json`,
    '',
  ])('returns undefined for %j', (path) => {
    expect(parseBlobPath(path)).toBeUndefined();
    expect(blobPart(path)).toBeUndefined();
  });

  test.runIf(hasFixtures)('gives the same result as the publisher of the fixtures', () => {
    const lines = readFileSync(join(FIXTURES, 'newrelic-azure-vnet/paths.jsonl'), 'utf8').trim().split('\n');
    const cases = lines.map((line) => JSON.parse(line)).filter(({ path }) => path);
    expect(cases.length).toBe(3);
    for (const { path, mac, y, m, d, h } of cases) {
      const expected = parseBlobPath(path);
      expect(expected?.mac ?? null).toBe(mac);
      if (y) expect(expected).toMatchObject({ day: `${y}-${m}-${d}`, hour: h });
    }
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runQuery } from '../../cli/engine/run-query';
import { FLOW_VIEWS } from '../../cli/engine/table-views';
import { sourceNormalizer } from '../../cli/normalize/normalize-source';
import { QUESTIONS } from '../../flows/questions';
import { SAMPLE_KEY } from '../aws/sample-records';
import { blobOf, nsgRecord, vnetRecord } from './records/read-blob';

const SUBSCRIPTION = 'C088DC46-D692-42AD-A4B6-9A542D28AD2A';
const CLIENT = '203.0.113.9';
const SERVER = '10.0.1.5';

const VNET_PATH = `insights-logs-flowlogflowevent/flowLogResourceID=/${SUBSCRIPTION}_NETWORKWATCHERRG/NETWORKWATCHER_WESTUS_LABS/y=2026/m=11/d=22/h=10/m=00/macAddress=000D3A359573/PT1H.json`;
const NSG_PATH = `insights-logs-networksecuritygroupflowevent/resourceId=/SUBSCRIPTIONS/${SUBSCRIPTION}/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB/y=2026/m=11/d=22/h=10/m=00/macAddress=6045BDEC2532/PT1H.json`;

/** Traffic of the same two addresses in the formats of both clouds, from 2026-11-22T10:00:00Z. */
const FILES: Readonly<Record<string, string>> = {
  [SAMPLE_KEY]: [
    'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
    `2 123456789012 eni-1 ${CLIENT} ${SERVER} 50000 443 6 10 1000 1795341600 1795341659 ACCEPT OK`,
    `2 123456789012 eni-1 ${SERVER} ${CLIENT} 443 50000 6 20 30000 1795341600 1795341659 ACCEPT OK`,
    '2 123456789012 eni-1 198.51.100.7 10.0.1.5 40000 22 6 1 40 1795341600 1795341659 REJECT OK',
    '',
  ].join('\n'),
  [VNET_PATH]: blobOf(
    vnetRecord([
      `1795341600000,${CLIENT},${SERVER},50001,443,6,I,B,NX,0,0,0,0`,
      `1795341660000,${CLIENT},${SERVER},50001,443,6,I,C,NX,5,500,7,7000`,
      `1795341720000,${CLIENT},${SERVER},50001,443,6,I,E,NX,1,9007199254740993,1,60`,
      `1795341600000,198.51.100.7,${SERVER},40001,22,6,I,D,NX,0,0,0,0`,
    ]),
  ),
  [NSG_PATH]: blobOf(
    nsgRecord(2, [
      `1795341600,${CLIENT},${SERVER},50002,443,T,I,A,B,,,,`,
      `1795341600,${CLIENT},${SERVER},50002,443,T,I,A,E,2,200,3,300`,
      `1795341600,198.51.100.7,${SERVER},40002,22,T,I,D,B,,,,`,
    ]),
  ),
};

let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-both-'));
  const outDirectory = join(directory, 'tables');
  const normalize = sourceNormalizer({ outDirectory, threats: [], mmdb: [] }, () => {});
  for (const [source, content] of Object.entries(FILES)) {
    const path = join(directory, source);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    const outcomes = await normalize({ kind: 'file', path, source, size: content.length });
    expect(outcomes).toMatchObject([{ summary: { rejects: 0 } }]);
  }
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  const { columns, rows } = await runQuery(join(directory, 'tables'), sql);
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
}

const answerTo = (name: string) => rowsOf(QUESTIONS.find((question) => question.name === name)?.sql ?? '');

describe('a table of both clouds', () => {
  test('contains the rows of both', async () => {
    expect(
      await rowsOf('select cloud, log_type, count(*) as n from flows group by all order by all'),
    ).toEqual([
      { cloud: 'aws', log_type: 'vpc', n: 3 },
      { cloud: 'azure', log_type: 'nsg', n: 3 },
      { cloud: 'azure', log_type: 'vnet', n: 4 },
    ]);
  });

  test.each(QUESTIONS.map((question) => [question.name, question] as const))(
    'runs the question %s',
    async (_, { sql }) => {
      await expect(rowsOf(sql)).resolves.toBeInstanceOf(Array);
    },
  );

  test.each(FLOW_VIEWS.map((view) => [view.name] as const))('has the view %s', async (name) => {
    await expect(rowsOf(`select * from ${name}`)).resolves.toBeInstanceOf(Array);
  });

  test('sums the traffic of top talkers in both clouds exactly', async () => {
    const pair = { source: CLIENT, destination: SERVER, opener: 'known' };
    expect(await answerTo('top-talkers')).toMatchObject([
      // 500 and 2^53 + 1 of the VNet records
      {
        cloud: 'azure',
        ...pair,
        bytes_to_destination: '9007199254741493',
        bytes_to_source: 7060,
        connections: 1,
      },
      // two records of one connection; the default format has no flags
      { cloud: 'aws', ...pair, bytes_to_destination: 1000, bytes_to_source: 30000, connections: null },
      // the NSG records
      { cloud: 'azure', ...pair, bytes_to_destination: 200, bytes_to_source: 300, connections: 1 },
      ...[1, 2, 3].map(() => ({ source: '198.51.100.7', rejected_records: 1, bytes_to_destination: null })),
    ]);
  });

  test('counts rejected traffic of both clouds, with and without counters', async () => {
    const service = { source: '198.51.100.7', destination: SERVER, port: 22, rejected_connections: 1 };
    expect(await answerTo('rejected-traffic')).toMatchObject([
      { cloud: 'aws', ...service, rejected_records: 1, rejected_packets: 1 },
      { cloud: 'azure', ...service, rejected_records: 1, rejected_packets: null },
      { cloud: 'azure', ...service, rejected_records: 1, rejected_packets: null },
    ]);
  });

  test('finds a port that was reached from the internet in both clouds', async () => {
    expect(await answerTo('reachable-ports')).toMatchObject([
      { cloud: 'azure', destination: SERVER, port: 443, answered: true, sources: 1, connections: 1, bytes_to_source: 7060 },
      // the record of the network security group names no network
      { cloud: 'azure', network_id: null, destination: SERVER, port: 443, answered: true, sources: 1, connections: 1 },
      { cloud: 'aws', destination: SERVER, port: 443, answered: true, sources: 1, connections: null },
    ]); // biome-ignore format: a row a line
  });

  test('flow_edges has both directions of measured Azure records', async () => {
    const edges =
      await rowsOf(`select cloud, src_addr = '${CLIENT}' as out, count(*) as n, count(bytes) as measured
      from flow_edges where src_port in (443, 50000, 50001, 50002) group by all order by all`);
    expect(edges).toEqual([
      { cloud: 'aws', out: false, n: 1, measured: 1 },
      { cloud: 'aws', out: true, n: 1, measured: 1 },
      { cloud: 'azure', out: false, n: 3, measured: 3 },
      { cloud: 'azure', out: true, n: 5, measured: 3 },
    ]);
  });

  test('the OCSF view has events of both clouds, with states and rules of Azure', async () => {
    const events =
      await rowsOf(`select activity_name, action, cloud.provider as provider, firewall_rule.name as rule, count(*) as n
      from ocsf_network_activity group by all order by provider, rule, activity_name`);
    expect(events).toEqual([
      { activity_name: 'Refuse', action: 'Denied', provider: 'AWS', rule: null, n: 1 },
      { activity_name: 'Traffic', action: 'Allowed', provider: 'AWS', rule: null, n: 2 },
      { activity_name: 'Close', action: 'Allowed', provider: 'Azure', rule: 'PlatformRule', n: 1 },
      { activity_name: 'Open', action: 'Allowed', provider: 'Azure', rule: 'PlatformRule', n: 1 },
      { activity_name: 'Refuse', action: 'Denied', provider: 'Azure', rule: 'PlatformRule', n: 1 },
      { activity_name: 'Traffic', action: 'Allowed', provider: 'Azure', rule: 'PlatformRule', n: 1 },
      { activity_name: 'Close', action: 'Allowed', provider: 'Azure', rule: 'UserRule_ssh', n: 1 },
      { activity_name: 'Open', action: 'Allowed', provider: 'Azure', rule: 'UserRule_ssh', n: 1 },
      { activity_name: 'Refuse', action: 'Denied', provider: 'Azure', rule: 'UserRule_ssh', n: 1 },
    ]);
  });
});

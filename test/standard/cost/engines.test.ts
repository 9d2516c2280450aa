import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exactQuantity, units } from '../../../flows/cost/quantities';
import { readArtifacts } from '../../../standard/adapters/read-artifact';
import { costedFlowLog } from '../../../standard/cost/costed-flow-log';
import { ROUND_ASSUMPTIONS } from '../../support/round-assumptions';
import { CLEAN_AWS, CLEAN_AZURE, type CorpusApp } from '../corpus/corpus-app';
import { ENGINES } from '../corpus/engines';

const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-cost-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const MOVES = 'the delivered data moves to other storage classes, which are not counted';
const VENDED = 'AWS bills the delivery to S3 as vended logs, in addition to the storage';

const UNKNOWN_WORKSPACE =
  'the retention of the rows of Traffic Analytics is unknown, because the artifact does not state that of their workspace: ' +
  'counted with the 31 days that are included';

/** Apps with the monthly usage of a GB per day, and the notes. */
const APPS: readonly (readonly [
  name: string,
  app: CorpusApp,
  usage: Readonly<Record<string, string>>,
  notes: readonly string[],
])[] = [
  [
    'Parquet in a bucket that retains objects for 400 days',
    CLEAN_AWS,
    {
      s3Delivery: '30',
      parquetConversion: '30',
      s3Storage: '64',
      s3WriteRequests: '8.64',
      athenaScan: '4.8',
    },
    [VENDED],
  ],
  [
    'text in a bucket with an archive',
    {
      ...CLEAN_AWS,
      buckets: [{ id: 'Logs', name: 'central-flow-logs', expirationDays: 400, archiveAfterDays: 90 }],
      flowLogs: [
        { id: 'FlowLog', on: { kind: 'VPC', id: 'Vpc' }, traffic: 'ALL', interval: 60, bucket: 'Logs' },
      ],
    },
    { s3Delivery: '30', s3Storage: '80', s3WriteRequests: '8.64', athenaScan: '6' },
    [VENDED, MOVES],
  ],
  [
    'a log group',
    {
      vpcs: ['Vpc'],
      logGroups: [{ id: 'Logs', retentionDays: 30 }],
      flowLogs: [
        { id: 'FlowLog', on: { kind: 'VPC', id: 'Vpc' }, traffic: 'ALL', interval: 60, logGroup: 'Logs' },
      ],
    },
    { cloudWatchDelivery: '30', cloudWatchStorage: '6', logsInsightsScan: '30' },
    [],
  ],
  [
    'a log group that never expires, of a transit gateway',
    {
      transitGateways: ['Gateway'],
      logGroups: [{ id: 'Logs' }],
      flowLogs: [{ id: 'FlowLog', on: { kind: 'TransitGateway', id: 'Gateway' }, logGroup: 'Logs' }],
    },
    { cloudWatchDelivery: '30', cloudWatchStorage: '73', logsInsightsScan: '30' },
    ['the delivered data never expires, so its cost grows each month: counted with 365 days'],
  ],
  [
    'a virtual network with Traffic Analytics every 10 minutes',
    CLEAN_AZURE,
    {
      networkLogsCollected: '30',
      blobHotLRS: '180',
      blobWritesHotLRS: '43.2',
      trafficAnalyticsTenMinutes: '30',
      logAnalyticsIngestion: '3',
    },
    [UNKNOWN_WORKSPACE],
  ],
  [
    'a virtual network with Traffic Analytics every hour, without retention',
    azureApp({ retentionDays: 0, analyticsMinutes: 60 }),
    {
      networkLogsCollected: '30',
      blobHotLRS: '365',
      blobWritesHotLRS: '43.2',
      trafficAnalyticsHourly: '30',
      logAnalyticsIngestion: '3',
    },
    [
      UNKNOWN_WORKSPACE,
      'the delivered data never expires, so its cost grows each month: counted with 365 days',
    ],
  ],
  ['a disabled flow log', azureApp({ enabled: false }), {}, ['it is disabled, so it has no cost']],
];

function azureApp(change: object): CorpusApp {
  return {
    ...CLEAN_AZURE,
    azureFlowLogs: CLEAN_AZURE.azureFlowLogs?.map((each) => ({ ...each, ...change })),
  };
}

describe.each(APPS)('the cost of %s', (name, app, usage, notes) => {
  const cloud = app.azureFlowLogs ? 'azure' : 'aws';
  const engines = ENGINES.filter(({ clouds }) => clouds.includes(cloud));

  test.each(engines)('is equal for $name', async (engine) => {
    const artifact = engine.write(app, join(root, `${name} ${engine.name}`));
    const { current } = await readArtifacts([artifact]);
    const [flowLog] = current.flowLogs;
    const costed = flowLog && costedFlowLog(flowLog, { readsPerMonth: 1, assumed: ROUND_ASSUMPTIONS });
    if (!costed?.known) throw new Error('the flow log has no cost');
    const lines = costed.value
      .usage(units(1))
      .map(({ priceName, quantity }) => [priceName, exactQuantity(quantity)]);
    expect({ usage: Object.fromEntries(lines), notes: costed.value.notes }).toEqual({ usage, notes });
  });
});

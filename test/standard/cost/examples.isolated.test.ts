import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { AwsPriceName } from '../../../aws/prices/charges';
import { estimate } from '../../../flows/cost/estimate';
import { units } from '../../../flows/cost/quantities';
import { readArtifact } from '../../../standard/adapters/read-artifact';
import { costedFlowLog } from '../../../standard/cost/costed-flow-log';
import { CHARGES, SHIPPED_PRICES } from '../../../standard/cost/prices';
import { synthesizeExample } from '../../support/cdk-example';
import { ROOT } from '../../support/source-files';

const temporary = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-cost-examples-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const BUCKET: readonly AwsPriceName[] = ['s3Storage', 's3WriteRequests', 'athenaScan'];
const LAKE: readonly AwsPriceName[] = [
  ...BUCKET,
  's3ReadRequests',
  'sqsRequests',
  'lambdaTime',
  'lambdaRequests',
  'cloudWatchDelivery',
  'cloudWatchStorage',
  'customMetrics',
  'alarmMetrics',
];
const S3_LAKE: readonly AwsPriceName[] = ['s3Delivery', ...LAKE];

/** The meters of each example. */
const METERS: Readonly<Record<string, readonly AwsPriceName[]>> = {
  'cdk-central': S3_LAKE,
  'cdk-cloudwatch': ['cloudWatchDelivery', 'cloudWatchStorage', 'logsInsightsScan'],
  'cdk-cloudwatch-to-lake': ['logsInsightsScan', 'firehoseIngestion', ...LAKE],
  'cdk-fan-out': S3_LAKE,
  'cdk-firehose': ['firehoseDelivery', 'firehoseVendedIngestion', ...LAKE],
  'cdk-firehose-cross-account': ['firehoseDelivery', 'firehoseVendedIngestion', ...BUCKET],
  'cdk-landing-zone': S3_LAKE,
  'cdk-s3': ['s3Delivery', 'parquetConversion', ...BUCKET],
  'cdk-standard': S3_LAKE,
  'cdk-tags': S3_LAKE,
  'cdk-targets': S3_LAKE,
  'cdk-threats': S3_LAKE,
  'cdk-transit-gateway': S3_LAKE,
  'cdk-vpc': S3_LAKE,
};

const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((name) => name.startsWith('cdk-'));

test.each(EXAMPLES)('the estimate of %s has every meter, and leaves nothing out', async (name) => {
  const directory = join(temporary, name);
  await synthesizeExample(name, directory);
  const { flowLogs } = readArtifact(directory);
  const costed = flowLogs.map((each) => {
    const cost = costedFlowLog(each, { readsPerMonth: 1 });
    if (!cost.known) throw new Error(cost.reason);
    return cost.value;
  });
  const all = costed.map((flowLog) => ({ flowLog, usage: flowLog.usage(units(2)), region: 'eu-west-1' }));
  const lines = estimate(all, SHIPPED_PRICES, CHARGES).flowLogs.flatMap((each) => each.lines);
  expect([...new Set(lines.map(({ priceName }) => priceName))].sort()).toEqual(
    [...(METERS[name] ?? [])].sort(),
  );
  // each example has at most one lake, whose alarms are counted once
  expect(lines.filter(({ priceName }) => priceName === 'alarmMetrics').length).toBeLessThan(2);
  const notes = costed.flatMap((flowLog) => flowLog.notes);
  expect(notes.filter((note) => /is not counted$|unknown/.test(note) && !/5 KB/.test(note))).toEqual([]);
});

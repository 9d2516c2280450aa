import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exactQuantity, units } from '../../../flows/cost/quantities';
import { readArtifacts } from '../../../standard/adapters/read-artifact';
import { costedFlowLog } from '../../../standard/cost/costed-flow-log';

const SCENARIOS = join(__dirname, '..', 'scenarios');

/** Artifacts with Traffic Analytics every 10 minutes, and the days of the retention. */
test.each([
  ['an ARM template', 'arm-clean/azuredeploy.json', '90'],
  ['Bicep modules', 'bicep-modules/main.json', '365'],
  ['a what-if result', 'what-if-create/what-if.json', '90'],
  ['azure-native of Pulumi', 'pulumi-azure-clean/preview.json', '90'],
])('the cost of %s', async (_, artifact, stored) => {
  const { current } = await readArtifacts([join(SCENARIOS, artifact)]);
  const [flowLog] = current.flowLogs;
  const costed = flowLog && costedFlowLog(flowLog, { readsPerMonth: 1 });
  if (!costed?.known) throw new Error('the flow log has no cost');
  const lines = costed.value
    .usage(units(1))
    .map(({ priceName, quantity }) => [priceName, exactQuantity(quantity)]);
  expect({ usage: Object.fromEntries(lines), notes: costed.value.notes }).toEqual({
    usage: {
      networkLogsCollected: '30',
      blobHotZRS: stored,
      blobWritesHotZRS: '43.2',
      trafficAnalyticsTenMinutes: '30',
      logAnalyticsIngestion: '3',
    },
    notes: [
      'the retention of the rows of Traffic Analytics is unknown, because the artifact does not state that of their workspace: ' +
        'counted with the 31 days that are included',
    ],
  });
});

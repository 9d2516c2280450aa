import { App, Stack } from 'aws-cdk-lib';
import { FlowLake, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { warnings } from '../../../support/annotations';
import { newFlowLogs } from '../../../support/cdk-apps';

const WARNING =
  'no flow log of the app delivers to this lake. Flow logs without a destination deliver to Network/FlowLake. Set their ' +
  'destination to FlowLogDestination.toLake(lake), or replace new FlowLake(...) with FlowLake.ofStack(this, props) before ' +
  'the first of them';

function synthesizedWarnings(lake: FlowLake): string[] {
  const { root } = lake.node;
  if (root instanceof App) root.synth();
  return warnings(lake);
}

describe('a lake of an app whose flow logs have no destination', () => {
  test('is reported, because they deliver to the lake of their stack', () => {
    const app = new App();
    const network = new Stack(app, 'Network');
    const lake = new FlowLake(new Stack(app, 'Security'), 'Lake');
    newFlowLogs(network);
    expect(synthesizedWarnings(lake).join('\n')).toContain(WARNING);
    expect(warnings(FlowLake.ofStack(network))).toEqual([]);
  });

  test('is not reported if a flow log delivers to it, or other apps do', () => {
    const network = new Stack(new App(), 'Network');
    newFlowLogs(network);
    const used = new FlowLake(network, 'Used');
    newFlowLogs(network, { destination: FlowLogDestination.toLake(used) }, 'ToUsed');
    const central = new FlowLake(network, 'Central', {
      rawBucketName: 'example-flow-logs-111111111111',
      senders: { accounts: ['222222222222'], regions: ['eu-central-1'] },
    });
    expect(synthesizedWarnings(used)).toEqual([]);
    expect(warnings(central)).toEqual([]);
  });

  test('is not reported if the app has no flow logs', () => {
    const lake = new FlowLake(new Stack(new App(), 'Network'), 'Lake');
    expect(synthesizedWarnings(lake)).toEqual([]);
  });
});

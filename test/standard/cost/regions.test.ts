import { describe, expect, test } from 'vitest';
import { readArtifact } from '../../../standard/adapters/read-artifact';
import { cloudRegion, regionOf } from '../../../standard/cost/region';
import { Cloud, known, unknown } from '../../../standard/facts';
import { Workspace } from '../../support/flow-logs';
import { awsFlowLog, azureFlowLog } from '../../support/standard-facts';

const IN_US = { name: 'a', artifact: 'a', region: 'us-east-1' };

describe('the region of a flow log', () => {
  test.each([
    ['eu-central-1', { cloud: Cloud.AWS, name: 'eu-central-1' }],
    ['us-gov-west-1', { cloud: Cloud.AWS, name: 'us-gov-west-1' }],
    ['West Europe', { cloud: Cloud.AZURE, name: 'westeurope' }],
    ['eastus2', { cloud: Cloud.AZURE, name: 'eastus2' }],
    ['${location}', undefined],
    ['', undefined],
  ])('has the cloud of its name: %j', (text, region) => {
    expect(cloudRegion(text)).toEqual(region);
  });

  test('is the one that the resource states, or else that of its unit', () => {
    expect(regionOf(awsFlowLog({ unit: IN_US }))).toBe('us-east-1');
    expect(regionOf(awsFlowLog({ unit: IN_US, region: known('eu-west-1') }))).toBe('eu-west-1');
    expect(regionOf(awsFlowLog({ unit: IN_US, region: unknown('a variable') }))).toBe('us-east-1');
  });

  test('is not the region of another cloud', () => {
    expect(regionOf(azureFlowLog({ unit: IN_US }))).toBeUndefined();
    expect(regionOf(azureFlowLog({ unit: IN_US, region: known('West Europe') }))).toBe('westeurope');
  });
});

describe('the region of a provider', () => {
  const regionsIn = (path: string, json: object) => {
    const workspace = Workspace.ofTest();
    workspace.write(path, JSON.stringify(json));
    return readArtifact(`${workspace.directory}/${path}`).flowLogs.map(regionOf);
  };
  const created = (address: string) => ({
    address,
    mode: 'managed',
    type: 'aws_flow_log',
    name: 'main',
    change: { actions: ['create'], before: null, after: {}, after_unknown: {} },
  });
  const declared = (address: string, key: string) => ({
    address,
    mode: 'managed',
    type: 'aws_flow_log',
    name: 'main',
    provider_config_key: key,
    expressions: {},
  });

  test('is known in a plan: of a constant, of a variable, of an alias, of a module', () => {
    const plan = {
      format_version: '1.2',
      planned_values: {},
      variables: { region: { value: 'eu-west-1' } },
      resource_changes: [
        created('aws_flow_log.main'),
        created('aws_flow_log.tokyo'),
        created('module.network["a"].aws_flow_log.main[0]'),
        created('aws_flow_log.computed'),
      ],
      configuration: {
        provider_config: {
          aws: { name: 'aws', expressions: { region: { references: ['var.region'] } } },
          'aws.tokyo': { name: 'aws', expressions: { region: { constant_value: 'ap-northeast-1' } } },
          'aws.computed': { name: 'aws', expressions: { region: { references: ['local.region'] } } },
        },
        root_module: {
          resources: [
            declared('aws_flow_log.main', 'aws'),
            declared('aws_flow_log.tokyo', 'aws.tokyo'),
            declared('aws_flow_log.computed', 'aws.computed'),
          ],
          module_calls: {
            network: { module: { resources: [declared('aws_flow_log.main', 'module.network:aws')] } },
          },
        },
      },
    };
    expect(regionsIn('plan.json', plan)).toEqual(['eu-west-1', 'ap-northeast-1', 'eu-west-1', undefined]);
  });

  test('is known in a preview: of an explicit provider, or of the configuration', () => {
    const step = (type: string, name: string, more: object) => {
      const urn = `urn:pulumi:dev::app::${type}::${name}`;
      return { op: 'create', urn, newState: { urn, type, custom: true, inputs: {}, ...more } };
    };
    const provider = 'urn:pulumi:dev::app::pulumi:providers:aws::west';
    const preview = {
      config: { 'aws:region': 'eu-central-1' },
      steps: [
        step('pulumi:providers:aws', 'west', { inputs: { region: 'us-west-2' } }),
        step('aws:ec2/flowLog:FlowLog', 'one', { provider: `${provider}::0a1b` }),
        step('aws:ec2/flowLog:FlowLog', 'two', {}),
      ],
    };
    expect(regionsIn('preview.json', preview)).toEqual(['us-west-2', 'eu-central-1']);
  });
});

import { describe, expect, test } from 'vitest';
import { PREVIEW } from '../../../../standard/adapters/pulumi/preview';
import { type AzureFlowLog, FOREVER, type ResourceModel } from '../../../../standard/facts';
import { flowLogPolicies } from '../../../../standard/plugins/pulumi';

const INPUT = {
  path: 'preview.json',
  directory: process.cwd(),
  unit: { name: '', artifact: 'preview.json' },
};
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const urn = (type: string, name: string) => `urn:pulumi:dev::app::${type}::${name}`;

function step(type: string, name: string, inputs: object, more: object = {}) {
  return {
    op: 'create',
    urn: urn(type, name),
    newState: { urn: urn(type, name), type, inputs, outputs: inputs, ...more },
  };
}

describe('a preview', () => {
  const vpc = 'aws:ec2/vpc:Vpc';
  const flowLogType = 'aws:ec2/flowLog:FlowLog';
  const state = (type: string, name: string, more: object) => ({
    urn: urn(type, name),
    type,
    inputs: {},
    ...more,
  });

  test('resolves references to unchanged resources by the ids in their old state', () => {
    const { flowLogs } = PREVIEW.read(
      {
        steps: [
          {
            op: 'same',
            urn: urn(vpc, 'main'),
            oldState: state(vpc, 'main', { id: 'vpc-1', outputs: { arn: 'arn:of:it' } }),
            newState: state(vpc, 'main', {}),
          },
          step(flowLogType, 'log', { vpcId: 'vpc-1' }),
        ],
      },
      INPUT,
    );
    expect(flowLogs[0]?.target).toMatchObject({ known: true, value: urn(vpc, 'main') });
  });

  test('distinguishes a bucket from its lifecycle, which has the same id', () => {
    const [bucket, lifecycle] = [
      'aws:s3/bucket:Bucket',
      'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
    ];
    const rules = [{ id: 'x', status: 'Enabled', expiration: { days: 30 } }];
    const { flowLogs } = PREVIEW.read(
      {
        steps: [
          step(bucket, 'b', { bucket: 'logs' }, { id: 'logs', outputs: { arn: 'arn:aws:s3:::logs' } }),
          step(lifecycle, 'c', { bucket: 'logs', rules }, { id: 'logs' }),
          step(flowLogType, 'log', {
            vpcId: 'vpc-1',
            logDestinationType: 's3',
            logDestination: 'arn:aws:s3:::logs',
          }),
        ],
      },
      INPUT,
    );
    expect(flowLogs[0]?.destination).toMatchObject({ value: { retention: { known: true, value: 30 } } });
  });

  test('omits resources that the program only reads', () => {
    const read = { ...step(vpc, 'main', {}, { id: 'vpc-1', external: true }), op: 'read' };
    const same = { ...step(vpc, 'other', {}, { id: 'vpc-2', external: true }), op: 'same' };
    const { networks } = PREVIEW.read({ steps: [read, same, step(vpc, 'own', {})] }, INPUT);
    expect(networks.map(({ address }) => address)).toEqual([urn(vpc, 'own')]);
  });

  test('includes a replaced resource, which is marked for deletion, in the prior version', () => {
    const json = {
      steps: [
        {
          op: 'replace',
          urn: urn(flowLogType, 'log'),
          oldState: state(flowLogType, 'log', { delete: true, inputs: { trafficType: 'ALL' } }),
          newState: state(flowLogType, 'log', { inputs: { trafficType: 'REJECT' } }),
        },
      ],
    };
    const trafficOf = (model: ResourceModel) =>
      model.flowLogs.map((flowLog) => 'traffic' in flowLog && flowLog.traffic);
    expect(trafficOf(PREVIEW.read(json, INPUT))).toMatchObject([{ value: 'REJECT' }]);
    expect(trafficOf(PREVIEW.readPrior?.(json, INPUT) as never)).toMatchObject([{ value: 'ALL' }]);
  });

  test('reports the coverage as uncertain if the preview omits resources', () => {
    const json = { steps: [step(vpc, 'main', {})], changeSummary: { create: 1, same: 3 } };
    expect(PREVIEW.read(json, INPUT).networks[0]?.uncertainty).toBe(
      'the preview omits 3 unchanged resources: create it with --show-sames',
    );
    expect(PREVIEW.read({ ...json, changeSummary: {} }, INPUT).networks[0]?.uncertainty).toBeUndefined();
  });

  test('reports the line of the program, not the line of a package', () => {
    const sourceOf = (more: object) =>
      PREVIEW.read({ steps: [step(flowLogType, 'log', {}, more)] }, INPUT).flowLogs[0]?.where.source;
    const stackTrace = [
      { sourcePosition: 'project:///node_modules/@acme/network/index.ts#3,1' },
      {},
      { sourcePosition: 'project:///network/main.ts#12,20' },
    ];
    expect(sourceOf({ sourcePosition: 'project:///index.ts#5,7' })).toEqual({
      file: 'index.ts',
      line: 5,
      column: 7,
    });
    expect(sourceOf({ sourcePosition: stackTrace[0]?.sourcePosition, stackTrace })).toEqual({
      file: 'network/main.ts',
      line: 12,
      column: 20,
    });
    expect(sourceOf({})).toBeUndefined();
  });

  test('reads azure-native resources of every API version', () => {
    const vnet = 'azure-native:network:VirtualNetwork';
    const { flowLogs, networks } = PREVIEW.read(
      {
        steps: [
          step(vnet, 'hub', { virtualNetworkName: 'hub' }),
          step(
            'azure-native:network/v20240501:FlowLog',
            'log',
            {
              targetResourceId: UNKNOWN,
              storageId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/logs',
              enabled: true,
              format: { type: 'JSON', version: 2 },
              retentionPolicy: { days: 0, enabled: false },
              flowAnalyticsConfiguration: {
                networkWatcherFlowAnalyticsConfiguration: { enabled: true, trafficAnalyticsInterval: 10 },
              },
            },
            { propertyDependencies: { targetResourceId: [urn(vnet, 'hub')] } },
          ),
        ],
      },
      INPUT,
    );
    expect(networks).toHaveLength(1);
    const flowLog = flowLogs[0] as AzureFlowLog;
    expect(flowLog).toMatchObject({
      target: { value: urn(vnet, 'hub') },
      targetKind: { value: 'virtual network' },
      version: { value: 2 },
      retentionDays: { value: 0 },
      destination: { value: { name: { value: 'logs' }, account: { value: 's' } } },
    });
    expect(flowLog.analytics).toMatchObject({ value: { enabled: { value: true }, interval: { value: 10 } } });
  });

  test('treats secrets and placeholders as unknown, and omits deleted resources', () => {
    const type = 'aws:ec2/flowLog:FlowLog';
    const secret = {
      '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
      ciphertext: 'x',
    };
    const { flowLogs } = PREVIEW.read(
      {
        steps: [
          step(type, 'one', { vpcId: UNKNOWN, logFormat: secret, trafficType: UNKNOWN }),
          { ...step(type, 'gone', {}), op: 'delete' },
        ],
      },
      INPUT,
    );
    expect(flowLogs).toHaveLength(1);
    expect(flowLogs[0]).toMatchObject({
      target: { known: false },
      format: { known: false },
      traffic: { known: false },
    });
  });

  test('supports the export of a stack', () => {
    const resources = [
      { urn: urn('aws:ec2/vpc:Vpc', 'v'), type: 'aws:ec2/vpc:Vpc', inputs: {}, outputs: { id: 'vpc-1' } },
    ];
    expect(PREVIEW.recognises({ version: 3, deployment: { resources } })).toBe(true);
    expect(PREVIEW.read({ version: 3, deployment: { resources } }, INPUT).networks).toHaveLength(1);
  });
});

describe('the policies', () => {
  test('include one policy for each rule, which reports the URN of the resource', () => {
    const policies = flowLogPolicies();
    expect(policies.map(({ name }) => name)).toContain('FLS101-network-without-flow-log');
    const policy = policies.find(({ name }) => name.startsWith('FLS101'));
    expect(policy).toMatchObject({ enforcementLevel: 'mandatory', severity: 'high' });
    const reported: [string, string?][] = [];
    const resources = [resource('aws:ec2/vpc:Vpc', 'main', {})];
    policy?.validateStack({ resources } as never, (message, at) => reported.push([message, at]));
    expect(reported).toEqual([
      [expect.stringContaining('VPC Vpc main has no flow log'), urn('aws:ec2/vpc:Vpc', 'main')],
    ]);
  });

  test('accept properties that throw because their values are unknown', () => {
    const props = Object.defineProperty({ trafficType: 'REJECT' } as Record<string, unknown>, 'logFormat', {
      enumerable: true,
      get: () => {
        throw new Error('unknown');
      },
    });
    const resources = [resource('aws:ec2/flowLog:FlowLog', 'l', props)];
    for (const { validateStack } of flowLogPolicies())
      expect(() => validateStack({ resources } as never, () => {})).not.toThrow();
  });

  function resource(type: string, name: string, props: object) {
    return { type, name, urn: urn(type, name), props, propertyDependencies: {}, dependencies: [] };
  }
});

test('a log group with a retention of 0 days retains records forever', () => {
  const group = 'aws:cloudwatch/logGroup:LogGroup';
  const { flowLogs } = PREVIEW.read(
    {
      steps: [
        step(group, 'g', { name: 'g', retentionInDays: 0 }),
        step(
          'aws:ec2/flowLog:FlowLog',
          'l',
          { vpcId: 'vpc-1', logDestination: UNKNOWN },
          { propertyDependencies: { logDestination: [urn(group, 'g')] } },
        ),
      ],
    },
    INPUT,
  );
  expect(flowLogs[0]?.destination).toMatchObject({ value: { retention: { value: FOREVER } } });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import {
  type AwsFlowLog,
  type AzureFlowLog,
  Cloud,
  type DeliveryAccess,
  DestinationKind,
  FOREVER,
  type Known,
  known,
  type Network,
  NetworkKind,
  type ResourceModel,
  type Retention,
  unknown,
  type Value,
} from '../../../standard/facts';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { Outcome, RULES } from '../../../standard/rules';
import {
  awsFlowLog,
  awsNetwork,
  azureFlowLog,
  azureNetwork,
  destination,
  modelOf,
} from '../../support/standard-facts';

const RUNS = Number(process.env.RUNS ?? 1500);
const UNKNOWN = unknown('it is a parameter');

const STANDARDS = [
  `version: 1
aws:
  format: { required: [srcaddr, action, subnet-id], order: exact, extra: deny, default: deny }
  traffic: ALL
  maxAggregationSeconds: 60
  destinations:
    - { type: s3, name: 'central-*', account: '111122223333', fileFormat: parquet, hivePartitions: true }
    - { type: s3, name: 'raw-*', fileFormat: plain-text }
    - { type: cloud-watch-logs }
  retention: { minDays: 90, hotDays: 30 }
  customerManagedKey: true
azure:
  target: [vnet, subnet]
  trafficAnalytics: { required: true, intervalMinutes: 10 }
  storageAccounts: ['central*']
  retention: { minDays: 90, hotDays: 30, zeroMeansForever: false }
  customerManagedKey: true
coverage: { transitGateways: true }
consumer: { requireLossless: warning }
`,
  `version: 1
aws:
  format: { required: [srcaddr, tgw-id], extra: warn }
  traffic: REJECT
  destinations: [{ type: s3, hourlyPartitions: true }]
  retention: { minDays: 365 }
azure:
  trafficAnalytics: { intervalMinutes: 10 }
  retention: { minDays: 365 }
coverage: { subnetsCount: false }
`,
].map((text) => FlowLogStandard.parse(text, 's.yaml').resolved);

/** Standards with profiles, whose requirements one flow log of a network can meet for the others. */
const WITH_PROFILES = [
  'version: 1\nextends: [cis-aws-7.0, cis-azure-6.0]\n',
  'version: 1\nextends: [aws-sample-21-fields, fedramp-high-r4]\naws: { retention: { minDays: 30 } }\n',
].map((text) => FlowLogStandard.parse(text, 's.yaml').resolved);

const NETWORKS: readonly Network[] = [
  awsNetwork('Vpc'),
  awsNetwork('Other'),
  awsNetwork('A', NetworkKind.SUBNET, 'Vpc'),
  awsNetwork('B', NetworkKind.SUBNET, 'Vpc'),
  awsNetwork('Tgw', NetworkKind.TRANSIT_GATEWAY),
  azureNetwork('Hub'),
  { ...azureNetwork('Web', NetworkKind.VNET_SUBNET), parent: known('Hub') },
  { ...azureNetwork('Db', NetworkKind.VNET_SUBNET), parent: known('Hub') },
];

const retention = fc.constantFrom<Value<Retention>>(known(20), known(100), known(400), known(FOREVER));
const flag = fc.boolean().map((each) => known(each));
const oneOf = <T>(...values: T[]) => fc.constantFrom(...values).map((value) => known(value));

const ACCESS = destination().access as Known<DeliveryAccess>;
const DENIED_ACCESS = known<DeliveryAccess>({
  ...ACCESS.value,
  policies: [
    { title: 'the policy', statements: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] },
  ],
});

function someDestination(cloud: Cloud) {
  const kind = cloud === Cloud.AWS ? DestinationKind.S3 : DestinationKind.STORAGE_ACCOUNT;
  return fc
    .record({
      name: fc.constantFrom('central-logs', 'raw-logs', 'team'),
      account: oneOf('111122223333', '444455556666'),
      retention,
      hotRetention: retention,
      customerManagedKey: flag,
      access: fc.constantFrom(ACCESS, known({ ...ACCESS.value, policies: [] }), DENIED_ACCESS),
    })
    .map(({ name, ...facts }) =>
      known({ ...destination({ ...facts, kind, name: known(name) }), cloud, address: name, title: name }),
    );
}

const awsTarget = fc.constantFrom(
  ['Vpc', 'VPC'],
  ['Other', 'VPC'],
  ['A', 'Subnet'],
  ['B', 'Subnet'],
  ['Tgw', 'TransitGateway'],
  ['eni-1', 'NetworkInterface'],
  ['nat-1', 'RegionalNatGateway'],
  ['x', 'vpc'],
);

const aws: fc.Arbitrary<AwsFlowLog> = fc
  .record({
    at: awsTarget,
    format: oneOf<string | undefined>(
      undefined,
      'hello',
      '',
      LogFormat.RECOMMENDED.toString(),
      LogFormat.TRANSIT_GATEWAY.toString(),
      '${srcaddr} ${action}',
      '${action} ${srcaddr} ${srcaddr}',
      '${srcaddr} ${dstadr}',
      'undefined undefined',
    ),
    traffic: oneOf<string | undefined>(undefined, 'ALL', 'ACCEPT', 'REJECT', 'all'),
    interval: oneOf<number | undefined>(undefined, 60, 600, 300),
    destinationType: oneOf<string | undefined>(undefined, 's3', 'cloud-watch-logs', 'S3'),
    fileFormat: oneOf<string | undefined>(undefined, 'parquet', 'plain-text', 'csv'),
    hivePartitions: flag,
    hourlyPartitions: flag,
    deliveryRole: flag,
    destination: someDestination(Cloud.AWS),
  })
  .map(({ at: [target = '', kind = ''], ...facts }) =>
    awsFlowLog({ ...facts, target: known(target), targetKind: known(kind) }),
  );

const azureTarget = fc.constantFrom(
  ['Hub', 'virtual network'],
  ['Web', 'subnet'],
  ['Db', 'subnet'],
  ['Group', 'network security group'],
);

const azure: fc.Arbitrary<AzureFlowLog> = fc
  .record({
    at: azureTarget,
    enabled: flag,
    version: oneOf<number | undefined>(undefined, 1, 2, 3),
    retentionDays: oneOf(0, 20, 100, 400),
    analytics: fc.option(
      fc.record({
        enabled: flag,
        interval: oneOf<number | undefined>(undefined, 10, 60, 30),
        workspace: oneOf<string | undefined>('ws', undefined),
      }),
      { nil: undefined },
    ),
    destination: someDestination(Cloud.AZURE),
  })
  .map(({ at: [target = '', kind = ''], analytics, ...facts }) =>
    azureFlowLog({ ...facts, target: known(target), targetKind: known(kind), analytics: known(analytics) }),
  );

const models: fc.Arbitrary<ResourceModel> = fc
  .record({
    networks: fc.subarray([...NETWORKS]),
    ofAws: fc.array(aws, { maxLength: 4 }),
    ofAzure: fc.array(azure, { maxLength: 3 }),
  })
  .map(({ networks, ofAws, ofAzure }) =>
    modelOf({
      networks,
      flowLogs: [...ofAws, ...ofAzure].map((flowLog, index) => ({
        ...flowLog,
        address: `FlowLog${index}`,
        title: `FlowLog${index}`,
      })),
    }),
  );

/** Replaces the known values for which `coin` returns true by unknown ones. */
function blurred<T>(value: T, coin: () => boolean): T {
  if (Array.isArray(value)) return value.map((each) => blurred(each, coin)) as T;
  if (typeof value !== 'object' || value === null) return value;
  if ((value as { known?: unknown }).known === true && coin()) return UNKNOWN as T;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, blurred(each, coin)])) as T;
}

/** The worst outcome of each rule for each subject. */
function outcomes(model: ResourceModel, standard: (typeof STANDARDS)[number]): Map<string, Outcome> {
  const worst = [Outcome.PASS, Outcome.UNDECIDED, Outcome.FAIL];
  const found = new Map<string, Outcome>();
  for (const rule of RULES) {
    for (const { subject, outcome } of rule.check(model, standard)) {
      const key = `${rule.id} ${subject.address}`;
      const before = found.get(key) ?? Outcome.PASS;
      found.set(key, worst.indexOf(outcome) > worst.indexOf(before) ? outcome : before);
    }
  }
  return found;
}

const someStandard = fc.constantFrom(...STANDARDS, ...WITH_PROFILES);

describe('three-valued logic', () => {
  test('unknown values neither create a violation nor turn one into a pass', () => {
    fc.assert(
      fc.property(
        models,
        someStandard,
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        (model, standard, coins) => {
          let flips = 0;
          const open = blurred(model, () => coins[flips++ % coins.length] as boolean);
          const before = outcomes(model, standard);
          for (const [key, outcome] of outcomes(open, standard)) {
            const was = before.get(key);
            if (outcome === Outcome.FAIL) expect([key, was]).toEqual([key, Outcome.FAIL]);
            if (outcome === Outcome.PASS) expect([key, was]).not.toEqual([key, Outcome.FAIL]);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('a single unknown value neither creates a violation nor turns one into a pass', () => {
    fc.assert(
      fc.property(models, someStandard, fc.nat({ max: 60 }), (model, standard, index) => {
        let at = 0;
        const open = blurred(model, () => at++ === index);
        const before = outcomes(model, standard);
        for (const [key, outcome] of outcomes(open, standard)) {
          const was = before.get(key);
          if (outcome === Outcome.FAIL) expect([key, was]).toEqual([key, Outcome.FAIL]);
          if (outcome === Outcome.PASS) expect([key, was]).not.toEqual([key, Outcome.FAIL]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('a model without unknown values has no undecided results', () => {
    fc.assert(
      fc.property(models, fc.constantFrom(...STANDARDS), (model, standard) => {
        for (const [key, outcome] of outcomes(model, standard)) {
          // with an invalid target kind, the available fields are unknown
          if (model.flowLogs.every(({ targetKind }) => targetKind.known && targetKind.value !== 'vpc'))
            expect([key, outcome]).not.toEqual([key, Outcome.UNDECIDED]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test('the order of resources does not change the results', () => {
    fc.assert(
      fc.property(models, someStandard, fc.integer(), fc.boolean(), (model, standard, seed, hasUnknowns) => {
        let state = seed;
        const next = () => {
          state = (Math.imul(state, 1664525) + 1013904223) | 0;
          return state;
        };
        const first = hasUnknowns ? blurred(model, () => next() % 4 === 0) : model;
        const shuffled = <T>(all: readonly T[]) =>
          all
            .map((each) => [next(), each] as const)
            .toSorted(([a], [b]) => a - b)
            .map(([, each]) => each);
        const second = {
          ...first,
          networks: shuffled(first.networks),
          flowLogs: shuffled(first.flowLogs),
        };
        const sorted = (all: Map<string, Outcome>) => [...all].toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(outcomes(second, standard))).toEqual(sorted(outcomes(first, standard)));
      }),
      { numRuns: RUNS },
    );
  });
});

import { describe, expect, test } from 'vitest';
import { TgwField } from '../../../aws/fields';
import { LogFormat } from '../../../aws/format';
import { check } from '../../../standard/check';
import {
  type AwsFlowLog,
  type AzureFlowLog,
  type Destination,
  DestinationKind,
  FOREVER,
  known,
  type Network,
  NetworkKind,
  type ResourceModel,
  unknown,
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

const { PASS, FAIL, UNDECIDED } = Outcome;
const OPEN = unknown('it is a parameter');

const STANDARD = `
aws:
  format: { required: [srcaddr, dstaddr, action], order: exact, extra: deny, default: deny }
  traffic: ALL
  maxAggregationSeconds: 60
  destinations: [{ type: s3, name: 'central-*', fileFormat: parquet }]
  retention: { minDays: 365, hotDays: 90 }
  customerKey: true
azure:
  trafficAnalytics: { required: true, intervalMinutes: 10 }
  storageAccounts: ['central*']
  retention: { minDays: 90, hotDays: 30 }
`;

function standardOf(text = STANDARD) {
  return FlowLogStandard.parse(`version: 1\n${text}`, 's.yaml').resolved;
}

/** What a rule says of the one subject that there is. */
function said(rule: string, model: ResourceModel, text?: string) {
  const verdicts = RULES.find(({ id }) => id === rule)?.check(model, standardOf(text)) ?? [];
  const order = [PASS, UNDECIDED, FAIL];
  return verdicts.toSorted((a, b) => order.indexOf(b.outcome) - order.indexOf(a.outcome))[0];
}

const aws = (change: Partial<AwsFlowLog>) => modelOf({ flowLogs: [awsFlowLog(change)] });
const azure = (change: Partial<AzureFlowLog>) => modelOf({ flowLogs: [azureFlowLog(change)] });
const into = (change: Partial<Destination>) => aws({ destination: known(destination(change)) });
const intoAccount = (change: Partial<Destination>, own = 180) =>
  azure({
    retentionDays: known(own),
    destination: known(
      destination({ kind: DestinationKind.STORAGE_ACCOUNT, name: known('central'), ...change }),
    ),
  });
const format = (text: string | undefined, kind = 'VPC') =>
  aws({ format: known(text), targetKind: known(kind) });
const TGW = LogFormat.of(...TgwField.all()).toString();
const subnets = (...names: string[]): Network[] =>
  names.map((name) => ({ ...azureNetwork(name, NetworkKind.VNET_SUBNET), parent: known('Hub') }));
const onSubnet = (name: string, change: Partial<AzureFlowLog> = {}) =>
  azureFlowLog({ address: `On${name}`, target: known(name), targetKind: known('subnet'), ...change });

test.each<[string, string, Outcome | undefined, ResourceModel]>([
  ['FLS101', 'nothing is on it', FAIL, modelOf({ networks: [awsNetwork()] })],
  ['FLS101', 'a flow log is on it', PASS, modelOf({ networks: [awsNetwork()], flowLogs: [awsFlowLog()] })],
  [
    'FLS101',
    'a subnet may be in it',
    UNDECIDED,
    modelOf({
      networks: [
        awsNetwork(),
        awsNetwork('A', NetworkKind.SUBNET, 'Vpc'),
        { ...awsNetwork('B', NetworkKind.SUBNET), parent: OPEN },
      ],
      flowLogs: [awsFlowLog({ target: known('A'), targetKind: known('Subnet') })],
    }),
  ],
  [
    'FLS101',
    'one on a subnet may be switched off',
    UNDECIDED,
    modelOf({
      networks: [azureNetwork(), ...subnets('A', 'B')],
      flowLogs: [onSubnet('A'), onSubnet('B', { enabled: OPEN })],
    }),
  ],
  [
    'FLS101',
    'one that is switched off may be anywhere',
    FAIL,
    modelOf({
      networks: [azureNetwork()],
      flowLogs: [azureFlowLog({ enabled: known(false), target: OPEN })],
    }),
  ],
  [
    'FLS101',
    'one on a security group covers nothing',
    FAIL,
    modelOf({
      networks: [azureNetwork()],
      flowLogs: [azureFlowLog({ target: OPEN, targetKind: known('network security group') })],
    }),
  ],
  [
    'FLS102',
    'a subnet is left out',
    FAIL,
    modelOf({ networks: [azureNetwork(), ...subnets('A', 'B')], flowLogs: [onSubnet('A')] }),
  ],
  [
    'FLS102',
    'the network is covered',
    PASS,
    modelOf({ networks: [azureNetwork(), ...subnets('A', 'B')], flowLogs: [azureFlowLog()] }),
  ],
  [
    'FLS102',
    'none is logged, which another rule says',
    undefined,
    modelOf({ networks: [azureNetwork(), ...subnets('A')] }),
  ],
  ['FLS103', 'one alone, wherever it is', PASS, aws({ target: OPEN, destination: OPEN })],
  [
    'FLS103',
    'two on one',
    FAIL,
    modelOf({ flowLogs: [awsFlowLog({ address: 'B' }), awsFlowLog({ address: 'A' })] }),
  ],
  [
    'FLS103',
    'two on one into two places',
    PASS,
    modelOf({
      flowLogs: [
        awsFlowLog({ address: 'A' }),
        awsFlowLog({ address: 'B', destination: known({ ...destination(), address: 'Other' }) }),
      ],
    }),
  ],
  [
    'FLS103',
    'two that may be on one',
    UNDECIDED,
    modelOf({ flowLogs: [awsFlowLog({ address: 'A', target: OPEN }), awsFlowLog({ address: 'B' })] }),
  ],
  [
    'FLS103',
    'of Azure, of which the narrower one alone records',
    PASS,
    modelOf({ networks: [azureNetwork(), ...subnets('A')], flowLogs: [azureFlowLog(), onSubnet('A')] }),
  ],
  [
    'FLS103',
    'two of Azure, one of which is off',
    PASS,
    modelOf({ flowLogs: [azureFlowLog(), azureFlowLog({ address: 'B', enabled: known(false) })] }),
  ],
  ['FLS104', 'it is off', FAIL, azure({ enabled: known(false) })],
  ['FLS104', 'it is on', PASS, azure({})],
  ['FLS104', 'it is a parameter', UNDECIDED, azure({ enabled: OPEN })],
  ['FLS105', 'on a group', FAIL, azure({ targetKind: known('network security group') })],
  ['FLS105', 'on a network', PASS, azure({})],
  ['FLS105', 'it is a parameter', UNDECIDED, azure({ targetKind: OPEN })],
  ['FLS201', 'a field is missing', FAIL, format('${srcaddr} ${dstaddr}')],
  ['FLS201', 'all are there', PASS, format('${srcaddr} ${dstaddr} ${action}')],
  ['FLS201', 'no transit gateway has an action', PASS, format(undefined, 'TransitGateway')],
  ['FLS201', 'nor has it in a format that is given', PASS, format(TGW, 'TransitGatewayAttachment')],
  [
    'FLS201',
    'what every target has, is missing whatever it is',
    FAIL,
    aws({ format: known('${action}'), targetKind: OPEN }),
  ],
  [
    'FLS201',
    'what not every target has, may be missing',
    UNDECIDED,
    aws({ format: known('${srcaddr} ${dstaddr}'), targetKind: OPEN }),
  ],
  [
    'FLS201',
    "AWS's own format hangs on the target",
    UNDECIDED,
    aws({ format: known(undefined), targetKind: OPEN }),
  ],
  ['FLS202', 'a name is misspelt', FAIL, format('${srcadr}')],
  ['FLS202', 'it is a parameter', UNDECIDED, aws({ format: OPEN })],
  ['FLS203', 'a field stands twice', FAIL, format('${srcaddr} ${srcaddr}')],
  ['FLS203', 'it is no format', FAIL, format('hello')],
  ['FLS203', 'it is empty', FAIL, format('')],
  ['FLS203', 'it is one', PASS, format('${srcaddr}')],
  ['FLS204', 'the order is another one', FAIL, format('${dstaddr} ${srcaddr} ${action}')],
  ['FLS204', 'another field comes first', FAIL, format('${version} ${srcaddr} ${dstaddr} ${action}')],
  ['FLS204', 'others come after', PASS, format('${srcaddr} ${dstaddr} ${action} ${version}')],
  ['FLS204', 'what is missing is another rule’s', PASS, format('${srcaddr} ${action}')],
  ['FLS205', 'no format', FAIL, format(undefined)],
  ['FLS205', 'no format on a transit gateway', PASS, format(undefined, 'TransitGateway')],
  ['FLS205', 'a format on whatever it is', PASS, aws({ targetKind: OPEN })],
  ['FLS206', 'a field more', FAIL, format('${srcaddr} ${dstaddr} ${action} ${vpc-id}')],
  [
    'FLS206',
    'what transit gateways alone have',
    PASS,
    format('${srcaddr} ${dstaddr} ${tgw-id}', 'TransitGateway'),
  ],
  ['FLS206', "AWS's own", PASS, format(undefined)],
  ['FLS207', 'a VPC has no transit gateway', FAIL, format('${srcaddr} ${tgw-id}')],
  ['FLS207', 'a transit gateway has', PASS, format('${srcaddr} ${tgw-id}', 'TransitGateway')],
  ['FLS207', 'both in one', FAIL, format('${action} ${tgw-id}', 'TransitGateway')],
  [
    'FLS207',
    'a regional NAT gateway has no interface',
    FAIL,
    format('${srcaddr} ${interface-id}', 'RegionalNatGateway'),
  ],
  ['FLS207', 'whatever it is has an address', PASS, aws({ format: known('${srcaddr}'), targetKind: OPEN })],
  ['FLS208', 'none is said, which is 1', FAIL, azure({ version: known(undefined) })],
  ['FLS208', '2', PASS, azure({})],
  ['FLS209', 'text', FAIL, aws({ fileFormat: known(undefined) })],
  ['FLS209', 'Parquet, in whichever folders', PASS, aws({ hivePartitions: OPEN })],
  ['FLS209', 'it is a parameter', UNDECIDED, aws({ fileFormat: OPEN })],
  ['FLS210', 'a template string took them', FAIL, format('undefined undefined')],
  ['FLS210', 'Fn::Sub took them', FAIL, format('Fn::Sub(srcaddr)')],
  ['FLS210', 'Terraform quoting that nobody undid', FAIL, format('$${srcaddr}')],
  ['FLS301', 'REJECT', FAIL, aws({ traffic: known('REJECT') })],
  ['FLS301', 'none, on whatever it is', UNDECIDED, aws({ traffic: known(undefined), targetKind: OPEN })],
  [
    'FLS301',
    'none, on a transit gateway',
    PASS,
    aws({ traffic: known(undefined), targetKind: known('TransitGateway') }),
  ],
  ['FLS302', 'none, which is 600', FAIL, aws({ interval: known(undefined) })],
  [
    'FLS302',
    'none on a transit gateway, which is 60',
    PASS,
    aws({ interval: known(undefined), targetKind: known('TransitGateway') }),
  ],
  [
    'FLS302',
    '600 on a transit gateway',
    FAIL,
    aws({ interval: known(600), targetKind: known('TransitGateway') }),
  ],
  ['FLS302', '60 on whatever it is', PASS, aws({ targetKind: OPEN })],
  ['FLS303', 'small letters', FAIL, aws({ traffic: known('all') })],
  ['FLS303', 'a traffic type on a transit gateway', FAIL, aws({ targetKind: known('TransitGateway') })],
  [
    'FLS303',
    'none on a transit gateway',
    PASS,
    aws({ traffic: known(undefined), targetKind: known('TransitGateway') }),
  ],
  ['FLS303', 'none on a VPC', FAIL, aws({ traffic: known(undefined) })],
  ['FLS303', 'five minutes', FAIL, aws({ interval: known(300) })],
  [
    'FLS303',
    'half an hour of Traffic Analytics',
    FAIL,
    azure({ analytics: known({ enabled: known(true), interval: known(30), workspace: known('ws') }) }),
  ],
  ['FLS303', 'a kind of target that there is none of', FAIL, aws({ targetKind: known('vpc') })],
  ['FLS401', 'a month', FAIL, into({ retention: known(30) })],
  ['FLS401', 'for ever', PASS, into({ retention: known(FOREVER) })],
  ['FLS401', 'the flow log is too short for whichever account', FAIL, intoAccount({ retention: OPEN }, 30)],
  ['FLS401', 'the account may be too short', UNDECIDED, intoAccount({ retention: OPEN })],
  [
    'FLS401',
    'what an engine makes of a number it does not know',
    UNDECIDED,
    into({ retention: known(-1.888154589709e289) }),
  ],
  ['FLS401', 'what is no number', UNDECIDED, into({ retention: known(Number.NaN) })],
  ['FLS402', 'for ever', FAIL, into({ retention: known(FOREVER) })],
  ['FLS402', 'the flow log ends it', PASS, intoAccount({ retention: OPEN })],
  ['FLS403', 'an archive after ten days', FAIL, into({ hotRetention: known(10), retention: OPEN })],
  ['FLS403', 'an archive after a year', PASS, into({ hotRetention: known(365) })],
  ['FLS404', 'none, which is CloudWatch', FAIL, aws({ destinationType: known(undefined) })],
  ['FLS404', 's3', PASS, aws({})],
  ['FLS405', 'a bucket of the team', FAIL, into({ name: known('team') })],
  ['FLS405', 'a bucket whose name is not known', UNDECIDED, into({ name: OPEN })],
  ['FLS405', 'an account of the team', FAIL, intoAccount({ name: known('team') })],
  ['FLS406', 'no key', FAIL, into({ customerKey: known(false) })],
  ['FLS406', 'a key', PASS, into({})],
  ['FLS407', 'refused', FAIL, into({ refusal: known('its policy keeps it out') })],
  ['FLS407', 'no role for log events', FAIL, aws({ destinationType: known(undefined) })],
  ['FLS407', 'whichever role, for objects', PASS, aws({ deliveryRole: OPEN })],
  ['FLS408', 'none', FAIL, azure({ analytics: known(undefined) })],
  [
    'FLS408',
    'none is said, which is 60 minutes',
    FAIL,
    azure({ analytics: known({ enabled: known(true), interval: known(undefined), workspace: known('ws') }) }),
  ],
  ['FLS408', 'ten minutes', PASS, azure({})],
])('%s: %s', (rule, _, outcome, model) => {
  expect(said(rule, model)?.outcome).toBe(outcome);
});

describe('what to write', () => {
  test.each([
    ['FLS201', '${dstaddr} ${srcaddr} ${vpc-id}', 'write ${srcaddr} ${dstaddr} ${action} ${vpc-id}'],
    ['FLS202', '${srcaddr} ${dstadr}', 'write ${srcaddr} ${dstaddr}'],
    ['FLS202', '${pkt_srcaddr}', 'write ${pkt-srcaddr}'],
    ['FLS203', '${srcaddr} srcport ${srcaddr}', 'write ${srcaddr} ${srcport}'],
    ['FLS204', '${vpc-id} ${action}', 'write ${srcaddr} ${dstaddr} ${action} ${vpc-id}'],
    ['FLS207', '${srcaddr} ${tgw-id}', 'write ${srcaddr}'],
  ])('%s of %s', (rule, text, fix) => {
    expect(said(rule, format(text))?.fix).toBe(fix);
  });

  test('letters of the other case are a slip, other figures are not', () => {
    expect(said('FLS303', aws({ traffic: known('all') }))?.fix).toBe('write ALL');
    expect(said('FLS303', aws({ fileFormat: known('Parquet') }))?.fix).toBe('write parquet');
    expect(said('FLS303', aws({ interval: known(300) }))?.fix).toBe('use one of 60, 600');
  });
});

test('a place and the files in it are asked for together', () => {
  const text = `aws:
  destinations:
    - { type: s3, name: 'central-*', fileFormat: parquet }
    - { type: s3, name: 'raw-*', fileFormat: plain-text }
`;
  const files = (name: string, fileFormat: string) =>
    aws({ destination: known(destination({ name: known(name) })), fileFormat: known(fileFormat) });
  expect(said('FLS209', files('central-logs', 'plain-text'), text)?.outcome).toBe(FAIL);
  expect(said('FLS209', files('raw-logs', 'plain-text'), text)?.outcome).toBe(PASS);
});

test('an interval of Traffic Analytics is asked for where it is on, whether or not it must be', () => {
  const text = 'azure: { trafficAnalytics: { intervalMinutes: 10 } }';
  const every = (minutes: number) => ({
    enabled: known(true),
    interval: known(minutes),
    workspace: known('ws'),
  });
  expect(said('FLS408', azure({ analytics: known(every(60)) }), text)?.outcome).toBe(FAIL);
  expect(said('FLS408', azure({ analytics: known(undefined) }), text)?.outcome).toBe(PASS);
});

test('a new flow log on a security group is an error, one that was there is a warning', () => {
  const model = azure({ targetKind: known('network security group'), target: known('Group') });
  const severity = (base?: ResourceModel) =>
    check({ model, standard: standardOf(), ...(base && { base }) }).findings.find(
      ({ rule }) => rule === 'FLS105',
    )?.severity;
  expect(severity()).toBe('warning');
  expect(severity(model)).toBe('warning');
  expect(severity(modelOf({}))).toBe('error');
});

test('the standard’s word on a rule goes before what the rule makes of a case', () => {
  const model = format('${srcaddr} ${interface-id}', 'RegionalNatGateway');
  const severity = (text: string) =>
    check({ model, standard: standardOf(text) }).findings.find(({ rule }) => rule === 'FLS207')?.severity;
  expect(severity('')).toBe('warning');
  expect(severity('rules: { FLS207: note }')).toBe('note');
});

test('what is kept for ever is judged by its own cloud', () => {
  const text = 'aws: { retention: { allowInfinite: deny } }\nazure: { retention: { allowInfinite: warn } }';
  const severities = (model: ResourceModel) =>
    check({ model, standard: standardOf(text) })
      .findings.filter(({ rule }) => rule === 'FLS402')
      .map(({ severity }) => severity);
  expect(severities(into({ retention: known(FOREVER) }))).toEqual(['error']);
  expect(severities(intoAccount({ retention: known(FOREVER) }, 0))).toEqual(['warning']);
});

test('ten thousand flow logs on one network are held against each other in no time to speak of', () => {
  const flowLogs = Array.from({ length: 10_000 }, (_, index) => awsFlowLog({ address: `FlowLog${index}` }));
  const verdicts = RULES.find(({ id }) => id === 'FLS103')?.check(modelOf({ flowLogs }), standardOf());
  expect(verdicts?.filter(({ outcome }) => outcome === PASS).length).toBe(1);
});

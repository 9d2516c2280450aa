import { describe, expect, test } from 'vitest';
import { check } from '../../../standard/check';
import type { ResourceModel } from '../../../standard/facts';
import { PROFILES } from '../../../standard/profiles';
import { severityFor } from '../../../standard/strength';
import {
  awsApp,
  azureApp,
  azureFlowLog,
  DEFAULT_FORMAT,
  onSubnet,
  securityGroup,
  toArchive,
  toLogGroup,
  toS3,
  VPC,
  vnet,
} from '../../support/audited-apps';
import { standardOf } from '../../support/rule-cases';
import { AUDITS, type Audit, type Days } from './audits';

/** More than every retention that a framework states, and a retention that log groups can have. */
const TEN_YEARS = 3653;

/** A pattern, and the errors and warnings that the audit of a framework reports for it: `error FLS101 Vpc 4.7`. */
interface Judged {
  readonly pattern: string;
  readonly app: () => ResourceModel;
  readonly expected: (audit: Audit) => readonly (string | false | undefined)[];
  /** Facts of the platform, which no framework changes. */
  readonly always?: readonly string[];
}

const ALL_VPC = awsApp.bind(undefined, VPC);
const both = (app: () => ResourceModel, other: () => ResourceModel) => (): ResourceModel => {
  const [one, two] = [app(), other()];
  return {
    ...one,
    networks: [...one.networks, ...two.networks],
    flowLogs: [...one.flowLogs, ...two.flowLogs],
  };
};
const loggedVpc = () => ALL_VPC(toS3('FlowLog', TEN_YEARS));
const loggedVnet = () => azureApp(vnet('hub'), azureFlowLog('virtualNetworks', 'hub', 0));

const noVpc = ({ vpc, someVpc = vpc, recommendedVpc }: Audit) =>
  (someVpc !== undefined && `error FLS101 Vpc ${someVpc}`) ||
  (recommendedVpc !== undefined && `warning FLS101 Vpc ${recommendedVpc}`);
const noVnet = ({ vnet: every, someVnet }: Audit) =>
  (every ?? someVnet) !== undefined && `error FLS101 hub ${every ?? someVnet}`;
const noGroup = ({ group }: Audit) => group !== undefined && `error FLS101 nsg ${group}`;

const PATTERNS: readonly Judged[] = [
  { pattern: 'a VPC without a flow log', app: () => ALL_VPC(), expected: (audit) => [noVpc(audit)] },
  {
    pattern: 'rejected traffic to S3 and accepted traffic to CloudWatch Logs',
    app: () =>
      ALL_VPC(
        toS3('Rejected', TEN_YEARS, { TrafficType: 'REJECT' }),
        toLogGroup('Accepted', TEN_YEARS, { TrafficType: 'ACCEPT' }),
      ),
    expected: () => [],
  },
  {
    pattern: 'rejected traffic only',
    app: () => ALL_VPC(toS3('Rejected', TEN_YEARS, { TrafficType: 'REJECT' })),
    expected: () => [],
  },
  {
    pattern: 'accepted traffic only',
    app: () => ALL_VPC(toLogGroup('Accepted', TEN_YEARS, { TrafficType: 'ACCEPT' })),
    expected: ({ reject }) => [reject && `${reject[0]} FLS301 Accepted ${reject[1]}`],
  },
  {
    pattern: 'a flow log on every subnet, none on the VPC',
    app: () => ALL_VPC(toS3('A', TEN_YEARS, onSubnet('SubnetA')), toS3('B', TEN_YEARS, onSubnet('SubnetB'))),
    expected: (audit) => [audit.subnetsCount === false && noVpc(audit)],
  },
  {
    pattern: 'the default format of AWS',
    app: () => ALL_VPC(toS3('FlowLog', TEN_YEARS, DEFAULT_FORMAT)),
    expected: ({ fields }) => [fields !== undefined && `warning FLS201 FlowLog ${fields}`],
  },
  {
    pattern: 'records that never expire',
    app: () => ALL_VPC(toLogGroup('FlowLog', undefined)),
    expected: () => [],
  },
  {
    pattern: 'records that are archived after 30 days',
    app: () => ALL_VPC(toArchive('FlowLog', TEN_YEARS, 30)),
    expected: ({ searchable }) => [searchable !== undefined && `warning FLS403 FlowLog ${searchable}`],
  },
  {
    pattern: 'a virtual network and a network security group without flow logs',
    app: () => azureApp(vnet('hub'), securityGroup('nsg')),
    expected: (audit) => [noVnet(audit), noGroup(audit)],
  },
  {
    pattern: 'flow logs of network security groups only',
    app: () => azureApp(vnet('hub'), securityGroup('nsg'), azureFlowLog('networkSecurityGroups', 'nsg', 0)),
    always: ['warning FLS105 fl-nsg'],
    // a framework that names no kind of flow log accepts them for the traffic that they record
    expected: ({ vnet: every, someVnet, namesTarget }) => [
      every !== undefined && `warning FLS101 hub ${every}`,
      namesTarget === true && `error FLS101 hub ${someVnet}`,
    ],
  },
  {
    pattern: 'flow logs of all virtual networks, none of network security groups',
    app: () => azureApp(vnet('hub'), securityGroup('nsg'), azureFlowLog('virtualNetworks', 'hub', 0)),
    expected: ({ group }) => [group !== undefined && `warning FLS101 nsg ${group}`],
  },
  {
    pattern: 'a flow log of one of two virtual networks',
    app: () => azureApp(vnet('hub'), vnet('spoke'), azureFlowLog('virtualNetworks', 'spoke', 0)),
    expected: (audit) => [audit.vnet !== undefined && noVnet(audit)],
  },
  {
    pattern: 'a flow log of one of two subnets of a virtual network',
    app: () => azureApp(vnet('hub', ['app', 'db']), azureFlowLog('virtualNetworks/subnets', 'hub/app', 0)),
    expected: ({ vnet: every }) => [
      every !== undefined && `error FLS101 hub ${every}`,
      every !== undefined && 'warning FLS102 hub',
    ],
  },
  {
    pattern: 'a disabled flow log of the only virtual network',
    app: () => azureApp(vnet('hub'), azureFlowLog('virtualNetworks', 'hub', 0, { enabled: false })),
    expected: (audit) => [
      noVnet(audit),
      (audit.enabled ?? audit.vnet) !== undefined && `error FLS104 fl-hub ${audit.enabled ?? audit.vnet}`,
    ],
  },
  {
    pattern: 'version 1 of the records of Azure',
    app: () =>
      azureApp(
        vnet('hub'),
        azureFlowLog('virtualNetworks', 'hub', 0, { format: { type: 'JSON', version: 1 } }),
      ),
    expected: () => [],
  },
  {
    pattern: 'a VPC without a flow log beside a logged virtual network',
    app: both(() => ALL_VPC(), loggedVnet),
    expected: (audit) => [noVpc(audit)],
  },
  {
    pattern: 'a virtual network without a flow log beside a logged VPC',
    app: both(() => azureApp(vnet('hub')), loggedVpc),
    expected: (audit) => [noVnet(audit)],
  },
];

/** Errors and warnings of an app with the controls that justify their severity: `error FLS101 Vpc 4.7`. */
function reported(model: ResourceModel, profile: string, rules = /^FLS/): string[] {
  const { findings } = check({ model, standard: standardOf(`extends: [${profile}]`) });
  expect(findings.filter(({ rule }) => rule === 'FLS002')).toEqual([]);
  const foreign = findings.filter(({ subject, controls }) =>
    controls.some(({ clouds }) => subject && !clouds.includes(subject.cloud)),
  );
  expect(foreign).toEqual([]);
  return findings
    .filter(({ severity, rule }) => (severity === 'error' || severity === 'warning') && rules.test(rule))
    .map(({ severity, rule, subject, controls }) => {
      const binding = controls.filter(({ strength }) => severityFor(strength, severity) === severity);
      const ids = new Set(binding.map(({ id }) => id));
      return [severity, rule, subject?.title.split('/').at(-1), ...ids].join(' ');
    })
    .sort();
}

const NAMES = PROFILES.map(({ name }) => name);

test('every profile is judged', () => {
  expect(NAMES.filter((name) => AUDITS[name] === undefined)).toEqual([]);
  expect(Object.keys(AUDITS).filter((name) => !NAMES.includes(name))).toEqual([]);
});

describe.each(PATTERNS)('$pattern', ({ app, expected, always = [] }) => {
  const model = app();
  test.each(NAMES)('is judged by %s as its audit does', (name) => {
    const texts = expected(AUDITS[name] as Audit).filter((text) => typeof text === 'string');
    expect(reported(model, name)).toEqual([...always, ...texts].sort());
  });
});

describe('the days that a framework states', () => {
  const RETENTION = /^FLS40/;
  const withDays = (days: (audit: Audit) => Days | undefined) =>
    NAMES.flatMap((name) => {
      const stated = days(AUDITS[name] as Audit);
      return stated ? [[name, ...stated] as const] : [];
    });

  test.each(withDays(({ days }) => days))('of %s on AWS: %d', (name, days, severity, control) => {
    const reportedFor = (kept: number) =>
      reported(ALL_VPC(toS3('FlowLog', kept)), name, RETENTION).filter((text) => !text.includes('FLS403'));
    const [longer, ...weaker] = (AUDITS[name] as Audit).longer ?? [days];
    const beyond = weaker.length === 0 ? [] : [`${weaker[0]} FLS401 FlowLog ${weaker[1]}`];
    expect(reportedFor(days - 1)).toEqual([`${severity} FLS401 FlowLog ${control}`]);
    expect(reportedFor(days)).toEqual(beyond);
    expect(reportedFor(longer - 1).length).toBe(1);
    expect(reportedFor(longer)).toEqual([]);
    expect(reportedFor(longer + 1)).toEqual([]);
  });

  test.each(withDays(({ azureDays }) => azureDays))('of %s on Azure: %d', (name, days, severity, control) => {
    const { group, groupDays, longer } = AUDITS[name] as Audit;
    const reportedFor = (kept: number, kind: 'virtualNetworks' | 'networkSecurityGroups') =>
      reported(azureApp(azureFlowLog(kind, 'target', kept)), name, RETENTION).filter(
        (text) => !text.includes('FLS403'),
      );
    const kinds = [
      ['virtualNetworks', control],
      ['networkSecurityGroups', groupDays ?? control],
    ] as const;
    for (const [kind, cited] of kinds) {
      if (group !== undefined && groupDays === undefined && kind === 'virtualNetworks') continue;
      if (days <= 365) {
        expect(reportedFor(days - 1, kind)).toEqual([`${severity} FLS401 fl-target ${cited}`]);
        expect(reportedFor(days, kind).length).toBe(longer ? 1 : 0);
      }
      // 0 days is endless
      expect(reportedFor(0, kind)).toEqual([]);
    }
  });

  test('are not required by a framework that states none', () => {
    const silent = NAMES.filter((name) => AUDITS[name]?.days === undefined);
    expect(silent.flatMap((name) => reported(ALL_VPC(toS3('FlowLog', 1)), name, RETENTION))).toEqual([]);
  });
});

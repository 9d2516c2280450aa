import { describe, expect, test } from 'vitest';
import { SETTINGS, valueAt } from '../../../standard/file/settings';
import type { Control } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { Strength } from '../../../standard/strength';

const NINETY_DAYS = 'azure.retention.minDays=90 azure.retention.zeroMeansForever=true';
const ANALYTICS = 'azure.trafficAnalytics.required=true';
const VNETS = `${ANALYTICS} coverage.networks=all`;
const AU_3 = 'aws.format.required=account-id,interface-id,srcaddr,dstaddr,start,end,action';
const AU_3_1 = 'aws.format.required=start,end,bytes';
const RESOURCE = 'aws.format.required=account-id,vpc-id,subnet-id,instance-id,interface-id,flow-direction';
const ALL = 'coverage.networks=all';

/** Returns the requirement of a retention of both clouds. */
const days = (minDays: number, hotDays?: number): string =>
  ['aws', 'azure']
    .flatMap((cloud) => [
      `${cloud}.retention.minDays=${minDays}`,
      ...(hotDays === undefined ? [] : [`${cloud}.retention.hotDays=${hotDays}`]),
    ])
    .join(' ');

const CIS_AWS = (id: string): string[] => [
  `${id} aws demanded: coverage.networks=all coverage.subnetsCount=false`,
  `${id} aws recommended: aws.traffic=REJECT aws.retention.minDays=365`,
];

const FEDRAMP = (...retention: string[]): string[] => [
  `AU-12 aws,azure demanded: ${ALL}`,
  `AU-3 aws,azure our reading: ${AU_3}`,
  `AU-3(1) aws,azure demanded: ${AU_3_1}`,
  `AU-3(1) aws,azure our reading: ${RESOURCE}`,
  ...retention,
];

/** What the texts of the frameworks state, written by hand. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'cis-aws-1.2': CIS_AWS('2.9'),
  'cis-aws-1.4': CIS_AWS('3.9'),
  'cis-aws-1.5': CIS_AWS('3.9'),
  'cis-aws-2.0': CIS_AWS('3.9'),
  'cis-aws-3.0': CIS_AWS('3.7'),
  'cis-aws-4.0.1': CIS_AWS('3.7'),
  'cis-aws-5.0': CIS_AWS('3.7'),
  'cis-aws-6.0': CIS_AWS('4.7'),
  'cis-aws-7.0': CIS_AWS('4.7'),
  'cis-azure-2.0': [
    '5.1.6 azure demanded: coverage.securityGroups=true',
    `5.1.6 azure our reading: ${ANALYTICS}`,
    `6.5 azure demanded: ${NINETY_DAYS} coverage.securityGroups=true`,
  ],
  'cis-azure-2.1': [
    '5.1.5 azure demanded: coverage.securityGroups=true',
    `5.1.5 azure our reading: ${ANALYTICS}`,
    `6.5 azure demanded: ${NINETY_DAYS} coverage.securityGroups=true`,
  ],
  'cis-azure-3.0': [
    '6.1.5 azure demanded: coverage.securityGroups=true',
    `6.1.5 azure our reading: ${ANALYTICS}`,
    `7.5 azure demanded: ${NINETY_DAYS} coverage.securityGroups=true`,
  ],
  'cis-azure-4.0': [
    '7.1.1.5 azure demanded: coverage.securityGroups=true',
    `7.1.1.5 azure network security groups our reading: ${ANALYTICS}`,
    `8.5 azure network security groups demanded: ${NINETY_DAYS} coverage.securityGroups=true`,
    '7.1.1.7 azure virtual networks demanded: coverage.networks=some',
    `7.1.1.7 azure virtual networks our reading: ${VNETS}`,
    `8.8 azure virtual networks demanded: ${NINETY_DAYS}`,
  ],
  'cis-azure-5.0': [
    '6.1.1.5 azure demanded: azure.enabled=true',
    `6.1.1.5 azure network security groups our reading: ${ANALYTICS}`,
    `7.5 azure network security groups demanded: ${NINETY_DAYS}`,
    '6.1.1.7 azure virtual networks demanded: coverage.networks=some',
    `6.1.1.7 azure virtual networks our reading: ${VNETS}`,
    `7.8 azure virtual networks demanded: ${NINETY_DAYS}`,
  ],
  'cis-azure-6.0': [
    '6.1.1.5 azure demanded: azure.enabled=true',
    `6.1.1.5 azure network security groups our reading: ${ANALYTICS}`,
    `7.5 azure network security groups demanded: ${NINETY_DAYS}`,
    '6.1.1.6 azure virtual networks demanded: coverage.networks=some',
    `6.1.1.6 azure virtual networks our reading: ${VNETS}`,
    `7.8 azure virtual networks demanded: ${NINETY_DAYS}`,
  ],
  'aws-fsbp': [`EC2.6 aws demanded: aws.traffic=REJECT ${ALL} coverage.subnetsCount=false`],
  'cis-controls-8.1': [`13.6 aws,azure demanded: ${ALL}`, `8.10 aws,azure demanded: ${days(90)}`],
  mcsb: [`LT-4 aws recommended: ${ALL}`, `LT-4 azure our reading: ${ALL}`],
  'pci-dss-4.0.1': [
    `10.5.1 aws,azure demanded: ${days(365, 90)}`,
    `10.2.1 aws,azure our reading: ${ALL}`,
    '10.2.2 aws,azure demanded: nothing',
  ],
  'nist-800-53-r5': [
    `AU-12 aws,azure demanded: ${ALL}`,
    `AU-3 aws,azure our reading: ${AU_3}`,
    'AU-11 aws,azure demanded: nothing',
    'AU-12(2) aws,azure recommended: nothing',
  ],
  'fedramp-moderate-r4': FEDRAMP(`AU-11 aws,azure demanded: ${days(90, 90)}`),
  'fedramp-high-r4': FEDRAMP(`AU-11 aws,azure demanded: ${days(365, 90)}`),
  'fedramp-moderate-r5': FEDRAMP(
    `AU-11 aws,azure demanded: ${days(90, 90)}`,
    `AU-11 aws,azure recommended: ${days(910, 365)}`,
  ),
  'fedramp-high-r5': FEDRAMP(
    `AU-11 aws,azure demanded: ${days(90, 90)}`,
    `AU-11 aws,azure recommended: ${days(910, 365)}`,
  ),
  'omb-m-21-31': [
    `Cloud AWS aws demanded: aws.retention.minDays=910 aws.retention.hotDays=365 ${ALL}`,
    `Cloud Environments azure demanded: azure.retention.minDays=910 azure.retention.hotDays=365 ${ALL}`,
  ],
  'omb-m-26-14': [
    `Retention aws,azure demanded: ${days(365, 180)}`,
    `Network visibility aws,azure our reading: ${ALL}`,
  ],
  'nis2-2024-2690': [
    '3.2.3 (a) aws,azure demanded: coverage.networks=some',
    `3.2.3 (a) aws,azure our reading: ${ALL}`,
    '3.2.5 aws,azure demanded: nothing',
  ],
  'asd-ism': [`ISM-1988 aws,azure demanded: ${days(365, 365)}`, `ISM-1963 aws,azure our reading: ${ALL}`],
  'cert-in-2022': [
    `Logs of ICT systems aws,azure demanded: ${days(180)}`,
    `Logs of ICT systems aws,azure our reading: ${ALL}`,
  ],
  'nydfs-500.06': [
    `500.06 (b) aws,azure demanded: ${days(1095)}`,
    `500.06 (a) (2) aws,azure our reading: ${ALL}`,
  ],
  'nist-800-171-r2': [`3.3.1 aws,azure our reading: ${ALL}`, `3.14.6 aws,azure our reading: ${ALL}`],
  'cmmc-2.0': [`AU.L2-3.3.1 aws,azure our reading: ${ALL}`, `SI.L2-3.14.6 aws,azure our reading: ${ALL}`],
  'iso-27001-2022': [
    `A.8.15 aws,azure our reading: ${ALL}`,
    `A.8.16 aws,azure our reading: ${ALL}`,
    `A.8.20 aws,azure our reading: ${ALL}`,
  ],
  'soc-2': [`CC7.2 aws,azure our reading: ${ALL}`],
  hipaa: [`164.312 (b) aws,azure our reading: ${ALL}`],
  dora: [`Article 10 aws,azure our reading: ${ALL}`],
  'isms-p-2023': [`2.9.4 aws,azure our reading: ${ALL}`],
  'aws-sample-21-fields': [
    'LogFormat aws our reading: aws.format.required=version,vpc-id,subnet-id,instance-id,interface-id,account-id,' +
      'type,srcaddr,dstaddr,srcport,dstport,pkt-srcaddr,pkt-dstaddr,protocol,bytes,packets,start,end,action,' +
      'tcp-flags,log-status aws.format.order=exact',
  ],
  lza: [
    'customFields aws recommended: aws.format.required=version,account-id,interface-id,srcaddr,dstaddr,srcport,' +
      'dstport,protocol,packets,bytes,start,end,action,log-status,vpc-id,subnet-id,instance-id,tcp-flags,type,' +
      'pkt-srcaddr,pkt-dstaddr,region,az-id,pkt-src-aws-service,pkt-dst-aws-service,flow-direction,traffic-path',
  ],
};

describe('profiles', () => {
  test('are those of the table', () => {
    expect(PROFILES.map(({ name }) => name)).toEqual(Object.keys(EXPECTED));
  });

  test.each(PROFILES)('$name requires what its framework states', ({ name, controls }) => {
    expect(controls.map(summary)).toEqual(EXPECTED[name]?.map(sorted));
  });

  test('demand a log format only where the parameters of FedRAMP name its content', () => {
    const demanding = PROFILES.filter(({ controls }) =>
      controls.some(({ strength, requires }) => strength === Strength.DEMANDED && requires.aws?.format),
    );
    expect(demanding.map(({ name }) => name)).toEqual([
      'fedramp-moderate-r4',
      'fedramp-high-r4',
      'fedramp-moderate-r5',
      'fedramp-high-r5',
    ]);
  });
});

function summary({ id, clouds, scope, strength, requires }: Control): string {
  const settings = SETTINGS.flatMap(({ path }) => {
    const value = valueAt(requires, path);
    return value === undefined ? [] : [`${path.join('.')}=${value}`];
  });
  const concerned = [clouds.join(), ...(scope === undefined ? [] : [scope])].join(' ');
  return sorted(`${id} ${concerned} ${strength}: ${settings.join(' ') || 'nothing'}`);
}

/** Sorts the settings of a line: their order has no meaning. */
function sorted(line: string): string {
  const [control, settings = ''] = line.split(': ');
  return `${control}: ${settings.split(' ').sort().join(' ')}`;
}

import { Cloud } from '../facts';
import type { Profile } from '../profile';
import { Strength } from '../strength';

/** Profiles of frameworks that require the existence, the retention or the content of flow logs. */
export const FRAMEWORKS: readonly Profile[] = [
  {
    name: 'aws-fsbp',
    title: 'AWS Foundational Security Best Practices',
    controls: [
      {
        id: 'EC2.6',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'VPC flow logging is enabled in all VPCs',
        source: 'AWS Security Hub User Guide, EC2.6',
        requires: { coverage: { networks: 'all' }, aws: { traffic: 'REJECT' } },
      },
    ],
  },
  {
    name: 'cis-controls-8',
    title: 'CIS Critical Security Controls 8',
    controls: [
      {
        id: '13.6',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'network traffic flow logs are collected',
        source: 'CIS Controls 8.1, safeguard 13.6',
        requires: { coverage: { networks: 'all' } },
      },
      {
        id: '8.10',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'audit logs are retained for at least 90 days',
        source: 'CIS Controls 8.1, safeguard 8.10',
        requires: { aws: { retention: { minDays: 90 } }, azure: { retention: { minDays: 90 } } },
      },
    ],
  },
  {
    name: 'pci-dss-4.0.1',
    title: 'PCI DSS 4.0.1',
    controls: [
      {
        id: '10.5.1',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'audit log history is retained for at least 12 months, with the most recent three months immediately available',
        source: 'PCI DSS 4.0.1, requirement 10.5.1',
        requires: {
          aws: { retention: { minDays: 365, hotDays: 90 } },
          azure: { retention: { minDays: 365, hotDays: 90 } },
        },
      },
      {
        id: '10.2.2',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'logs contain the type of event, date and time, success or failure, origin, and the affected resource',
        source: 'PCI DSS 4.0.1, requirement 10.2.2',
        requires: {
          aws: { format: { required: ['interface-id', 'srcaddr', 'dstaddr', 'start', 'end', 'action'] } },
        },
      },
    ],
  },
  {
    name: 'nist-800-53-r5',
    title: 'NIST SP 800-53 Revision 5',
    controls: [
      {
        id: 'AU-12',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'audit records are generated, system-wide, in a standardized format',
        source: 'NIST SP 800-53 Rev. 5, AU-12 and AU-12(2)',
        requires: { coverage: { networks: 'all' } },
      },
      {
        id: 'AU-3',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'records contain the type, time, location, source and outcome of an event, and the identities involved',
        source: 'NIST SP 800-53 Rev. 5, AU-3',
        requires: {
          aws: {
            format: {
              required: ['account-id', 'interface-id', 'srcaddr', 'dstaddr', 'start', 'end', 'action'],
            },
          },
        },
      },
    ],
  },
  ...['Moderate', 'High'].map((level) => ({
    name: `fedramp-${level.toLowerCase()}`,
    title: `FedRAMP ${level} baseline`,
    controls: [
      {
        id: 'AU-3(1)',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'records contain the duration of a session or connection, bytes received and sent, and characteristics of the resource',
        source: `FedRAMP ${level} baseline, AU-3(1), in the parameter text of Revision 4`,
        requires: {
          coverage: { networks: 'all' as const },
          aws: {
            format: {
              required: [
                'account-id',
                'vpc-id',
                'subnet-id',
                'instance-id',
                'interface-id',
                'flow-direction',
                'start',
                'end',
                'bytes',
              ],
            },
          },
        },
      },
      {
        id: 'AU-11',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'records are retained online for at least 90 days, and then archived for as long as archive policies require',
        source: `FedRAMP ${level} baseline, AU-11`,
        requires: {
          aws: { retention: { minDays: 90, hotDays: 90 } },
          azure: { retention: { minDays: 90, hotDays: 90 } },
        },
      },
    ],
  })),
  {
    name: 'omb-m-21-31',
    title: 'OMB Memorandum M-21-31',
    controls: [
      {
        id: 'Cloud AWS',
        clouds: [Cloud.AWS, Cloud.AZURE],
        strength: Strength.DEMANDED,
        text: 'Amazon VPC Flow Logs are retained for 12 months in active storage and 18 months in cold storage (criticality 0)',
        source:
          'OMB M-21-31, appendix C, according to a community list; it specifies no fields and no Azure flow logs',
        requires: {
          coverage: { networks: 'all' },
          aws: {
            retention: {
              // 30 months of 30.44 days on average, rounded up
              minDays: 914,
              hotDays: 365,
            },
          },
        },
      },
    ],
  },
];

import type { Profile } from '../profile';

/** Profiles of frameworks that require the existence, the retention or the content of flow logs. */
export const FRAMEWORKS: readonly Profile[] = [
  {
    name: 'aws-fsbp',
    title: 'AWS Foundational Security Best Practices',
    controls: [
      {
        id: 'EC2.6',
        text: 'VPC flow logging is enabled in all VPCs',
        source: 'AWS Security Hub User Guide, EC2.6',
        rules: ['FLS101'],
      },
    ],
    requires: { coverage: { networks: 'all' }, aws: { traffic: 'REJECT' } },
  },
  {
    name: 'cis-controls-8',
    title: 'CIS Critical Security Controls 8',
    controls: [
      {
        id: '13.6',
        text: 'network traffic flow logs are collected',
        source: 'CIS Controls 8.1, safeguard 13.6',
        rules: ['FLS101', 'FLS104'],
      },
      {
        id: '8.10',
        text: 'audit logs are retained for at least 90 days',
        source: 'CIS Controls 8.1, safeguard 8.10',
        rules: ['FLS401'],
      },
    ],
    requires: {
      coverage: { networks: 'all' },
      aws: { retention: { minDays: 90 } },
      azure: { retention: { minDays: 90 } },
    },
  },
  {
    name: 'pci-dss-4.0.1',
    title: 'PCI DSS 4.0.1',
    controls: [
      {
        id: '10.5.1',
        text: 'audit log history is retained for at least 12 months, with the most recent three months immediately available',
        source: 'PCI DSS 4.0.1, requirement 10.5.1',
        rules: ['FLS401', 'FLS403'],
      },
      {
        id: '10.2.2',
        text: 'logs contain the type of event, date and time, success or failure, origin, and the affected resource',
        source: 'PCI DSS 4.0.1, requirement 10.2.2',
        rules: ['FLS201'],
      },
    ],
    requires: {
      aws: {
        format: { required: ['interface-id', 'srcaddr', 'dstaddr', 'start', 'end', 'action'] },
        retention: { minDays: 365, hotDays: 90 },
      },
      azure: { retention: { minDays: 365, hotDays: 90 } },
    },
  },
  {
    name: 'nist-800-53-r5',
    title: 'NIST SP 800-53 Revision 5',
    controls: [
      {
        id: 'AU-12',
        text: 'audit records are generated, system-wide, in a standardized format',
        source: 'NIST SP 800-53 Rev. 5, AU-12 and AU-12(2)',
        rules: ['FLS101', 'FLS205'],
      },
      {
        id: 'AU-3',
        text: 'records contain the type, time, location, source and outcome of an event, and the identities involved',
        source: 'NIST SP 800-53 Rev. 5, AU-3',
        rules: ['FLS201'],
      },
    ],
    requires: {
      coverage: { networks: 'all' },
      aws: {
        format: { required: ['account-id', 'interface-id', 'srcaddr', 'dstaddr', 'start', 'end', 'action'] },
      },
    },
  },
  ...['Moderate', 'High'].map((level) => ({
    name: `fedramp-${level.toLowerCase()}`,
    title: `FedRAMP ${level} baseline`,
    controls: [
      {
        id: 'AU-3(1)',
        text: 'records contain the duration of a session or connection, bytes received and sent, and characteristics of the resource',
        source: `FedRAMP ${level} baseline, AU-3(1), in the parameter text of Revision 4`,
        rules: ['FLS201'],
      },
      {
        id: 'AU-11',
        text: 'records are retained online for at least 90 days, and then archived for as long as archive policies require',
        source: `FedRAMP ${level} baseline, AU-11`,
        rules: ['FLS401', 'FLS403'],
      },
    ],
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
        retention: { minDays: 90, hotDays: 90 },
      },
      azure: { retention: { minDays: 90, hotDays: 90 } },
    },
  })),
  {
    name: 'omb-m-21-31',
    title: 'OMB Memorandum M-21-31',
    controls: [
      {
        id: 'Cloud AWS',
        text: 'Amazon VPC Flow Logs are retained for 12 months in active storage and 18 months in cold storage (criticality 0)',
        source:
          'OMB M-21-31, appendix C, according to a community list; it specifies no fields and no Azure flow logs',
        rules: ['FLS101', 'FLS401', 'FLS403'],
      },
    ],
    // 914 days are 30 months of 30.44 days on average, rounded up
    requires: { coverage: { networks: 'all' }, aws: { retention: { minDays: 914, hotDays: 365 } } },
  },
];

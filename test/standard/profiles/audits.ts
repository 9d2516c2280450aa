/** Days, the severity of less, and the control. */
export type Days = readonly [days: number, severity: 'error' | 'warning', control: string];

/**
 * What the audit of a framework reports, read in its text and not in the profiles of the package. Missing means that no
 * audit procedure requires it.
 */
export interface Audit {
  /** Control that requires a flow log of every VPC. */
  readonly vpc?: string;
  /**
   * Whether flow logs of all subnets are enough for the audit.
   *
   * @default true
   */
  readonly subnetsCount?: boolean;
  /** Severity of a VPC whose rejected traffic is not recorded, and the control. */
  readonly reject?: readonly ['error' | 'warning', string];
  /** Control that recommends a flow log of every VPC. */
  readonly recommendedVpc?: string;
  /** Control that requires a flow log of at least one VPC. */
  readonly someVpc?: string;
  /** Control that requires a flow log of every virtual network. */
  readonly vnet?: string;
  /** Control whose audit requires a flow log of at least one virtual network. */
  readonly someVnet?: string;
  /** Whether the text names flow logs of virtual networks, so that others do not count. */
  readonly namesTarget?: boolean;
  /** Control whose audit requires flow logs that are enabled. */
  readonly enabled?: string;
  /** Control on flow logs of network security groups. */
  readonly group?: string;
  /** Retention on AWS. */
  readonly days?: Days;
  /** Retention on Azure. */
  readonly azureDays?: Days;
  /** Control on the retention of flow logs of network security groups, if it is another one. */
  readonly groupDays?: string;
  /** A longer retention that the framework recommends. */
  readonly longer?: Days;
  /** Control that recommends fields beyond the default format of AWS. */
  readonly fields?: string;
  /** Control that requires records that are immediately readable, for 90 days or more. */
  readonly searchable?: string;
}

/** The audit filters flow logs by the id of the VPC; the text recommends rejected traffic and 365 days. */
function cisAws(control: string): Audit {
  return {
    vpc: control,
    subnetsCount: false,
    reject: ['warning', control],
    days: [365, 'warning', control],
  };
}

/**
 * The items on flow logs of network security groups: title "greater than 90 days", audit 0, 90 or more. The steps of the
 * audit on the retention select each group from the list, and look for the status "On".
 */
function cisAzureGroups(analytics: string, retention: string): Audit {
  const both = `${analytics} ${retention}`;
  return { group: both, enabled: both, azureDays: [90, 'error', retention] };
}

/** The audit lists at least one flow log of a virtual network; the retention is 0, 90 days or more. */
function cisAzure(someVnet: string, retention: string, enabled: string, groupDays: string): Audit {
  return { someVnet, namesTarget: true, enabled, azureDays: [90, 'error', retention], groupDays };
}

/** A control on both clouds. */
function everywhere(control: string): Audit {
  return { vpc: control, vnet: control };
}

/** A retention on both clouds. */
function retained(...days: Days): Audit {
  return { days, azureDays: days };
}

function fedramp(days: number): Audit {
  return { ...everywhere('AU-12'), ...retained(days, 'error', 'AU-11'), searchable: 'AU-11' };
}

/** Audits by profile. Sources are the texts of the frameworks, as prowler's compliance data quotes them. */
export const AUDITS: Readonly<Record<string, Audit>> = {
  'cis-aws-1.2': cisAws('2.9'),
  'cis-aws-1.4': cisAws('3.9'),
  'cis-aws-1.5': cisAws('3.9'),
  'cis-aws-2.0': cisAws('3.9'),
  'cis-aws-3.0': cisAws('3.7'),
  'cis-aws-4.0.1': cisAws('3.7'),
  'cis-aws-5.0': cisAws('3.7'),
  'cis-aws-6.0': cisAws('4.7'),
  'cis-aws-7.0': cisAws('4.7'),
  'cis-azure-2.0': cisAzureGroups('5.1.6', '6.5'),
  'cis-azure-2.1': cisAzureGroups('5.1.5', '6.5'),
  'cis-azure-3.0': cisAzureGroups('6.1.5', '7.5'),
  // published before Azure closed the flow logs of network security groups: the text of 3.0, with a notice
  'cis-azure-4.0': { ...cisAzure('7.1.1.7', '8.8', '7.1.1.5', '8.5'), group: '7.1.1.5 8.5' },
  'cis-azure-5.0': cisAzure('6.1.1.7', '7.8', '6.1.1.5', '7.5'),
  'cis-azure-6.0': cisAzure('6.1.1.6', '7.8', '6.1.1.5', '7.5'),
  // the rule of AWS Config evaluates VPCs, with the traffic type REJECT
  'aws-fsbp': { vpc: 'EC2.6', subnetsCount: false, reject: ['error', 'EC2.6'] },
  'cis-controls-8.1': { ...everywhere('13.6'), ...retained(90, 'error', '8.10') },
  'pci-dss-4.0.1': { ...retained(365, 'error', '10.5.1'), searchable: '10.5.1' },
  'nist-800-53-r5': everywhere('AU-12'),
  // AU-11: 90 days, and a year at the level High; on-line for 90 days. Revision 5 refers to M-21-31 for the period
  'fedramp-moderate-r4': fedramp(90),
  'fedramp-high-r4': fedramp(365),
  'fedramp-moderate-r5': { ...fedramp(90), longer: [910, 'warning', 'AU-11'] },
  'fedramp-high-r5': { ...fedramp(90), longer: [910, 'warning', 'AU-11'] },
  // 12 months and 18 months
  'omb-m-21-31': {
    vpc: 'Cloud AWS',
    vnet: 'Cloud Environments',
    days: [910, 'error', 'Cloud AWS'],
    azureDays: [910, 'error', 'Cloud Environments'],
    searchable: 'Cloud AWS',
  },
  'omb-m-26-14': { ...retained(365, 'error', 'Retention'), searchable: 'Retention' },
  // "relevant" traffic: some networks
  'nis2-2024-2690': { someVpc: '3.2.3 (a)', someVnet: '3.2.3 (a)' },
  'asd-ism': { ...retained(365, 'error', 'ISM-1988'), searchable: 'ISM-1988' },
  'cert-in-2022': retained(180, 'error', 'Logs of ICT systems'),
  'nydfs-500.06': retained(1095, 'error', '500.06 (b)'),
  // the guidance for AWS names flow logs of VPCs, that for Azure those of network security groups
  mcsb: { recommendedVpc: 'LT-4' },
  // defaults and mappings of other tools
  'nist-800-171-r2': {},
  'cmmc-2.0': {},
  'iso-27001-2022': {},
  'soc-2': {},
  hipaa: {},
  dora: {},
  'isms-p-2023': {},
  'aws-sample-21-fields': {},
  lza: { fields: 'customFields' },
};

import { Cloud } from '../facts';
import { FlowLogScope } from '../flow-log-scope';
import type { Control, ControlRequirement, Profile } from '../profile';
import { Strength } from '../strength';
import { cite, type SourceDocument } from './document';

/** Numbers of the recommendations on one kind of flow logs. */
interface Numbers {
  /** Recommendation to send flow logs to Log Analytics; the benchmark marks it as manual. */
  readonly analytics: string;
  /** Recommendation on the retention of flow logs. */
  readonly retention: string;
}

/** The recommendations of one version of the benchmark. */
interface Version {
  readonly version: string;
  readonly securityGroups: Numbers;
  /** Whether the text states that Azure creates no new flow logs of network security groups. */
  readonly isClosed?: boolean;
  /** The recommendations on virtual networks, which version 4.0 introduced. */
  readonly networks?: Numbers;
}

const VERSIONS: readonly Version[] = [
  { version: '2.0', securityGroups: { analytics: '5.1.6', retention: '6.5' } },
  { version: '2.1', securityGroups: { analytics: '5.1.5', retention: '6.5' } },
  { version: '3.0', securityGroups: { analytics: '6.1.5', retention: '7.5' } },
  {
    version: '4.0',
    securityGroups: { analytics: '7.1.1.5', retention: '8.5' },
    networks: { analytics: '7.1.1.7', retention: '8.8' },
  },
  {
    version: '5.0',
    securityGroups: { analytics: '6.1.1.5', retention: '7.5' },
    isClosed: true,
    networks: { analytics: '6.1.1.7', retention: '7.8' },
  },
  {
    version: '6.0',
    securityGroups: { analytics: '6.1.1.5', retention: '7.5' },
    isClosed: true,
    networks: { analytics: '6.1.1.6', retention: '7.8' },
  },
];

/** The title of some versions states more than 90 days, the descriptions and audit procedures 90 days or more. */
const NINETY_DAYS: ControlRequirement = { azure: { retention: { minDays: 90, zeroMeansForever: true } } };

const ANALYTICS: ControlRequirement = { azure: { trafficAnalytics: { required: true } } };

/** Profiles of the CIS benchmarks for Azure. */
export const CIS_AZURE: readonly Profile[] = VERSIONS.map((version): Profile => {
  const document: SourceDocument = {
    title: `CIS Microsoft Azure Foundations Benchmark ${version.version}`,
    readIn:
      version.version === '6.0'
        ? 'prowler 3e000fa'
        : 'prowler 3e000fa, steampipe-mod-azure-compliance 464a8ef and Cloudaware',
  };
  return {
    name: `cis-azure-${version.version}`,
    title: document.title,
    controls: [
      ...securityGroupControls(version, document),
      ...(version.networks ? networkControls(version.networks, document) : []),
    ],
  };
});

function securityGroupControls(version: Version, document: SourceDocument): Control[] {
  const { securityGroups, isClosed, networks } = version;
  const { analytics, retention } = securityGroups;
  const clouds = [Cloud.AZURE];
  // texts without recommendations on virtual networks also concern the flow logs that replace those of the groups
  const scope = networks ? { scope: FlowLogScope.SECURITY_GROUPS } : {};
  const everyGroup: ControlRequirement = { coverage: { securityGroups: true } };
  return [
    {
      id: analytics,
      clouds,
      strength: Strength.DEMANDED,
      text: isClosed
        ? 'existing flow logs are enabled, as in a built-in policy that the audit procedure lists; Azure creates no new ones of network security groups, and the text refers to those of virtual networks'
        : 'every network security group has an enabled flow log, as in built-in policies that the audit procedure lists; its steps look for at least one',
      source: cite(document, `recommendation ${analytics} (level 2, manual), audit procedure`),
      requires: isClosed ? { azure: { enabled: true } } : everyGroup,
    },
    {
      id: analytics,
      clouds,
      strength: Strength.OUR_READING,
      text: 'flow logs use Traffic Analytics, with which Azure sends them to the Log Analytics that the title names',
      source: cite(document, `recommendation ${analytics} (level 2, manual), title`),
      requires: ANALYTICS,
      ...scope,
    },
    {
      id: retention,
      clouds,
      strength: Strength.DEMANDED,
      text: isClosed
        ? 'flow logs of network security groups are retained for 90 days or more, or forever (0 days)'
        : 'every network security group has an enabled flow log, retained for 90 days or more; not all copies of the text name 0 days, which are forever',
      source: cite(document, `recommendation ${retention} (level 2), description and audit procedure`),
      requires: { ...NINETY_DAYS, ...(!isClosed && everyGroup) },
      ...scope,
    },
  ];
}

function networkControls({ analytics, retention }: Numbers, document: SourceDocument): Control[] {
  const clouds = [Cloud.AZURE];
  return [
    {
      id: analytics,
      clouds,
      strength: Strength.DEMANDED,
      text: 'at least one virtual network has a flow log; the auditor also looks for its Log Analytics workspace',
      source: cite(document, `recommendation ${analytics} (level 2, manual), audit procedure`),
      requires: { coverage: { networks: 'some' } },
      scope: FlowLogScope.VIRTUAL_NETWORKS,
    },
    {
      id: analytics,
      clouds,
      strength: Strength.OUR_READING,
      text: 'every virtual network has a flow log with Traffic Analytics, as in the built-in policies that the audit procedure lists; no audit checks version 2 of the records, which is a step in the portal',
      source: cite(document, `recommendation ${analytics} (level 2, manual), policies and remediation`),
      requires: { coverage: { networks: 'all' }, ...ANALYTICS },
      scope: FlowLogScope.VIRTUAL_NETWORKS,
    },
    {
      id: retention,
      clouds,
      strength: Strength.DEMANDED,
      text: 'virtual network flow logs are retained for 90 days or more, or forever (0 days)',
      source: cite(document, `recommendation ${retention} (level 2), audit procedure`),
      requires: NINETY_DAYS,
      scope: FlowLogScope.VIRTUAL_NETWORKS,
    },
  ];
}

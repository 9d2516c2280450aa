import { Cloud } from '../facts';
import type { Profile } from '../profile';
import { Strength } from '../strength';
import { BOTH_CLOUDS, EVERY_NETWORK, retained } from './common-requirements';
import { cite, type SourceDocument } from './document';

const FSBP: SourceDocument = {
  title: 'AWS Foundational Security Best Practices 1.0.0',
  readIn: 'prowler 3e000fa and steampipe-mod-aws-compliance a1d0b44',
};

const CIS_CONTROLS: SourceDocument = {
  title: 'CIS Critical Security Controls 8.1',
  readIn: 'prowler 3e000fa',
};

const MCSB: SourceDocument = { title: 'Microsoft cloud security benchmark 1' };

/** Profiles of best practices of vendors and of the CIS Controls. */
export const BEST_PRACTICES: readonly Profile[] = [
  {
    name: 'aws-fsbp',
    title: FSBP.title,
    controls: [
      {
        id: 'EC2.6',
        clouds: [Cloud.AWS],
        strength: Strength.DEMANDED,
        text: 'every VPC has a flow log of its own with the traffic type REJECT, which ALL includes; the rule vpc-flow-logs-enabled of AWS Config evaluates VPCs',
        source: cite(FSBP, 'control EC2.6'),
        requires: { coverage: { networks: 'all', subnetsCount: false }, aws: { traffic: 'REJECT' } },
      },
    ],
  },
  {
    name: 'cis-controls-8.1',
    title: CIS_CONTROLS.title,
    controls: [
      {
        id: '13.6',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'network traffic flow logs or network traffic are collected from network devices',
        source: cite(CIS_CONTROLS, 'safeguard 13.6 (implementation groups 2 and 3)'),
        requires: EVERY_NETWORK,
      },
      {
        id: '8.10',
        clouds: BOTH_CLOUDS,
        strength: Strength.DEMANDED,
        text: 'audit logs are retained for at least 90 days, if flow logs count as audit logs',
        source: cite(CIS_CONTROLS, 'safeguard 8.10 (implementation groups 2 and 3)'),
        requires: retained({ minDays: 90 }),
      },
    ],
  },
  {
    name: 'mcsb',
    title: MCSB.title,
    controls: [
      {
        id: 'LT-4',
        clouds: [Cloud.AWS],
        strength: Strength.RECOMMENDED,
        text: 'VPC flow logs are collected for security analysis',
        source: cite(MCSB, 'control LT-4, AWS guidance'),
        requires: EVERY_NETWORK,
      },
      {
        id: 'LT-4',
        clouds: [Cloud.AZURE],
        strength: Strength.OUR_READING,
        text: 'every virtual network has a flow log: the guidance names flow logs of network security groups, which virtual network flow logs replace',
        source: cite(MCSB, 'control LT-4, Azure guidance'),
        requires: EVERY_NETWORK,
      },
    ],
  },
];

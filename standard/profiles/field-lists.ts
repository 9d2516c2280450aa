import { LogFormat } from '../../aws/format';
import { Cloud } from '../facts';
import { FieldOrder } from '../file/field-order';
import type { Profile } from '../profile';
import { Strength } from '../strength';
import { cite, type SourceDocument } from './document';

const EC2_GUIDE: SourceDocument = {
  title: 'Amazon EC2 Developer Guide, Use DescribeFlowLogs with a CLI',
};

const LZA: SourceDocument = { title: 'Landing Zone Accelerator on AWS (61bba81, 2026-06-02)' };

/** Fields of the second flow log in the sample output of describe-flow-logs, in their order. */
const SAMPLE_FIELDS = [
  ...['version', 'vpc-id', 'subnet-id', 'instance-id', 'interface-id', 'account-id', 'type'],
  ...['srcaddr', 'dstaddr', 'srcport', 'dstport', 'pkt-srcaddr', 'pkt-dstaddr', 'protocol'],
  ...['bytes', 'packets', 'start', 'end', 'action', 'tcp-flags', 'log-status'],
];

/** Fields of the Landing Zone Accelerator: the default fields of AWS and 13 additional fields. */
const LZA_FIELDS = [
  ...LogFormat.AWS_DEFAULT.names,
  ...['vpc-id', 'subnet-id', 'instance-id', 'tcp-flags', 'type', 'pkt-srcaddr', 'pkt-dstaddr'],
  ...['region', 'az-id', 'pkt-src-aws-service', 'pkt-dst-aws-service', 'flow-direction', 'traffic-path'],
];

/** Profiles with the log format of a public example or a landing zone. No document demands these formats. */
export const FIELD_LISTS: readonly Profile[] = [
  {
    name: 'aws-sample-21-fields',
    title: 'Log format in the sample output of describe-flow-logs',
    controls: [
      {
        id: 'LogFormat',
        clouds: [Cloud.AWS],
        strength: Strength.OUR_READING,
        text: 'the log format contains the 21 fields of the sample, in its order; public projects use this list as an organization standard',
        source: cite(EC2_GUIDE, 'example 1, second flow log'),
        requires: { aws: { format: { required: SAMPLE_FIELDS, order: FieldOrder.EXACT } } },
      },
    ],
  },
  {
    name: 'lza',
    title: 'Landing Zone Accelerator on AWS',
    controls: [
      {
        id: 'customFields',
        clouds: [Cloud.AWS],
        strength: Strength.RECOMMENDED,
        text: 'the log format contains the 27 fields that the accelerator configures by default; the Secure Environment Accelerator has the same list',
        source: cite(LZA, 'VpcFlowLogsConfig, default of customFields'),
        requires: { aws: { format: { required: LZA_FIELDS } } },
      },
    ],
  },
];

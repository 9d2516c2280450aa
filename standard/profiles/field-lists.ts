import { LogFormat } from '../../aws/format';
import { Cloud } from '../facts';
import { FieldOrder } from '../file/field-order';
import type { Profile } from '../profile';
import { Strength } from '../strength';

/** Fields of the C5ISR format in the required order. */
const C5ISR_FIELDS = [
  ...[
    'version',
    'vpc-id',
    'subnet-id',
    'instance-id',
    'interface-id',
    'account-id',
    'type',
    'srcaddr',
    'dstaddr',
  ],
  ...[
    'srcport',
    'dstport',
    'pkt-srcaddr',
    'pkt-dstaddr',
    'protocol',
    'bytes',
    'packets',
    'start',
    'end',
    'action',
  ],
  ...['tcp-flags', 'log-status'],
];

/** Fields of the Landing Zone Accelerator: the default fields of AWS and 13 additional fields. */
const LZA_FIELDS = [
  ...LogFormat.AWS_DEFAULT.names,
  ...[
    'vpc-id',
    'subnet-id',
    'instance-id',
    'tcp-flags',
    'type',
    'pkt-srcaddr',
    'pkt-dstaddr',
    'region',
    'az-id',
  ],
  ...['pkt-src-aws-service', 'pkt-dst-aws-service', 'flow-direction', 'traffic-path'],
];

/** Profiles that require the log format of an organization or a landing zone. */
export const FIELD_LISTS: readonly Profile[] = [
  {
    name: 'c5isr',
    title: 'DoD C5ISR flow log format',
    controls: [
      {
        id: 'C5ISR format',
        clouds: [Cloud.AWS],
        strength: Strength.DEMANDED,
        text: 'the log format contains 21 fields in a fixed order',
        source:
          'C5ISR flow log format, according to a public implementation; the document itself was not available',
        requires: { aws: { format: { required: C5ISR_FIELDS, order: FieldOrder.EXACT } } },
      },
    ],
  },
  {
    name: 'lza',
    title: 'AWS Landing Zone Accelerator',
    controls: [
      {
        id: 'LZA format',
        clouds: [Cloud.AWS],
        strength: Strength.DEMANDED,
        text: 'the log format contains the 27 default fields of the Landing Zone Accelerator',
        source: 'Landing Zone Accelerator on AWS, vpcFlowLogs',
        requires: { aws: { format: { required: LZA_FIELDS } } },
      },
    ],
  },
  {
    name: 'asea',
    title: 'AWS Secure Environment Accelerator',
    controls: [
      {
        id: 'ASEA format',
        clouds: [Cloud.AWS],
        strength: Strength.DEMANDED,
        text: 'the log format contains the 23 fields of the Secure Environment Accelerator, which are the fields of the Landing Zone Accelerator except the last four',
        source: 'AWS Secure Environment Accelerator, pull request 322',
        requires: { aws: { format: { required: LZA_FIELDS.slice(0, -4) } } },
      },
    ],
  },
];

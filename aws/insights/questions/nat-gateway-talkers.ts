import { NAT_GATEWAY_TALKERS as QUESTION } from '../../../flows/questions/nat-gateway-talkers';
import { VpcField } from '../../fields';
import type { LogFormat } from '../../format';
import { insightsQuestion } from '../insights-question';
import { command, joined, namesIn } from '../names-in-format';
import type { QueryText } from '../query-text';
import { endAddress, hasVerdict } from '../record-commands';
import { isSpecialPurpose } from '../special-purpose';

const { SRCADDR, DSTADDR, PKT_SRCADDR, PKT_DSTADDR, SRCPORT, DSTPORT, PROTOCOL, BYTES, ACTION } = VpcField;
const { FLOW_DIRECTION, INTERFACE_TYPE, INTERFACE_ID, RESOURCE_ID, ACCOUNT_ID, VPC_ID } = VpcField;

const NEEDS = [
  ...[SRCADDR, DSTADDR, PKT_SRCADDR, PKT_DSTADDR, SRCPORT, DSTPORT, PROTOCOL, BYTES, FLOW_DIRECTION].map(
    (field) => [field],
  ),
  [INTERFACE_TYPE, RESOURCE_ID],
];

const FLOWS: QueryText = {
  needs: NEEDS,
  in: (format) => {
    const name = namesIn(format);
    const owners = [ACCOUNT_ID, VPC_ID].flatMap((field) => name(field) ?? []);
    const flow = joined(', ', [
      'gateway',
      'client',
      'client_port',
      'remote',
      'remote_port',
      name(PROTOCOL),
      ...owners,
    ]);
    const results = [
      ...(name(ACCOUNT_ID) ? [`${name(ACCOUNT_ID)} as account_id`] : []),
      ...(name(VPC_ID) ? [`${name(VPC_ID)} as network_id`] : []),
      ...['gateway', 'client as `source`', 'remote as destination'],
    ];
    const total = 'sum(sent_f) + sum(received_f)';
    return joined('\n| ', [
      `filter ${name(SRCADDR)} != "-"`,
      hasVerdict(format) ? `filter ${name(ACTION)} != "REJECT"` : undefined,
      command('fields', [
        `${endAddress(name, PKT_SRCADDR, SRCADDR)} as src`,
        `${endAddress(name, PKT_DSTADDR, DSTADDR)} as dst`,
        `${gatewayOf(format)} as gateway`,
      ]),
      command('fields', [
        ...(format.has(RESOURCE_ID.name)
          ? [
              `if(${isSpecialPurpose('src')}, 1, 0) as src_inside`,
              `if(${isSpecialPurpose('dst')}, 1, 0) as dst_inside`,
            ]
          : []),
      ]),
      `fields ${roleOf(format)} as from_client`,
      'filter from_client != "no client"',
      command('fields', [
        'if(from_client = "yes", src, dst) as client',
        `if(from_client = "yes", ${name(SRCPORT)}, ${name(DSTPORT)}) as client_port`,
        'if(from_client = "yes", dst, src) as remote',
        `if(from_client = "yes", ${name(DSTPORT)}, ${name(SRCPORT)}) as remote_port`,
      ]),
      `stats sum(if(from_client = "yes", 1, 0) * ${name(BYTES)}) as sent_p, sum(if(from_client = "no", 1, 0) * ${name(BYTES)}) as received_p by @log, ${flow}`,
      `stats max(sent_p) as sent_f, max(received_p) as received_f by ${flow}`,
      `stats sum(sent_f) as sent, sum(received_f) as received, ${total} as total_bytes, round((${total}) / 1000000) / 1000 as charged_gb by ${results.join(', ')}`,
      `sort total_bytes desc, ${results.map((result) => result.slice(result.lastIndexOf(' ') + 1)).join(', ')}`,
    ]);
  },
};

/** A regional gateway has no interface. */
function gatewayOf(format: LogFormat): string {
  const name = namesIn(format);
  const [logged, resource] = [name(INTERFACE_ID), name(RESOURCE_ID)];
  if (logged && resource) return `if(${logged} = "-", ${resource}, ${logged})`;
  return logged ?? resource ?? '@logStream';
}

/** Whether the source of a record is the client of a gateway: `yes`, `no`, or `no client`. */
function roleOf(format: LogFormat): string {
  const name = namesIn(format);
  const [type, direction, logged, resource] = [INTERFACE_TYPE, FLOW_DIRECTION, INTERFACE_ID, RESOURCE_ID].map(
    name,
  );
  let role = '"no client"';
  if (type) {
    const returns = `${type} = "nat_gateway" and ${direction} = "egress" and ${name(SRCADDR)} != src`;
    const enters = `${type} = "nat_gateway" and ${direction} = "ingress" and ${name(DSTADDR)} != dst`;
    role = `if(${enters}, "yes", if(${returns}, "no", ${role}))`;
  }
  if (!resource) return role;
  const isRegional = joined(' and ', [logged && `${logged} = "-"`, `${resource} != "-"`]);
  return `if(${isRegional} and src_inside = 1 and dst_inside = 0, "yes", if(${isRegional} and src_inside = 0 and dst_inside = 1, "no", ${role}))`;
}

export const NAT_GATEWAY_TALKERS = insightsQuestion(QUESTION, {
  notes:
    'The source is the client. `sent` are the bytes of the source, `received` those of the destination: AWS charges for ' +
    'both, `charged_gb` is their sum in units of 10^9 bytes. Counts what was not rejected, at the client side of the ' +
    'gateway, and once if several log groups have it. Unlike the SQL query, it counts only flows that the gateway ' +
    'itself logs, without ECS clusters and services.',
  limit: 50,
  steps: [FLOWS],
});

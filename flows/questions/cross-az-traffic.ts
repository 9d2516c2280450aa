import { Relation } from '../relations';
import { NETWORK_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { countedOnce, INTERFACE, TUPLE } from './sql/recorded-hours';

const LIMIT = 100;
const HOP = ['az_id', 'next_hop_az_id', 'next_hop_interface_type'];
/** Next hops to which AWS does not charge the way between zones. */
const FREE_HOPS = "('transit_gateway', 'vpc_endpoint')";

export const CROSS_AZ_TRAFFIC = sqlQuestion({
  name: 'cross-az-traffic',
  group: QuestionGroup.PATH,
  title: 'Which traffic crosses availability zones, and through what?',
  summary:
    'Bytes that interfaces sent to a next hop in another zone, by the two zones and the type of the next hop, the ' +
    'largest first.',
  notes:
    'Counts the egress records that were not rejected, so that each byte counts at the end that sent it, and once if ' +
    'several flow logs contain it. AWS charges each byte at both ends: `charged_gb` is twice the sum in units of 10^9 ' +
    'bytes, to multiply by your price per direction (0.01 USD in most regions). It is 0 for the next hops transit ' +
    'gateway and VPC endpoint, to which AWS does not charge the way between zones.',
  columns: { keys: [...NETWORK_COLUMNS, ...HOP], values: ['sent', 'charged_gb'] },
  limit: LIMIT,
  needs: [
    'direction',
    'src_addr',
    'dst_addr',
    'az_id',
    'next_hop_az_id',
    'next_hop_interface_type',
    'bytes_out',
  ],
  logTypes: ['vpc'],
  from: Relation.FLOWS,
  select: `select
  ${[...NETWORK_COLUMNS, ...HOP].join(', ')},
  sum(sent) as sent,
  round(cast(sum(sent) as double) / 1e9 * case when next_hop_interface_type in ${FREE_HOPS} then 0 else 2 end, 3) as charged_gb
from (
  ${countedOnce({
    flow: [...INTERFACE, ...HOP, ...TUPLE],
    observation: ['flow_log_id'],
    measures: { sent: 'bytes_out' },
    where: `direction = 'egress' and src_addr is not null
        and az_id <> next_hop_az_id
        and (action = 'accept' or action is null)`,
  })}
) flows_between_zones
group by 1, 2, 3, 4, 5, 6`,
  order: ['sent desc'],
  bytes: ['sent'],
});

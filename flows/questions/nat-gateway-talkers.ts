import { Relation } from '../relations';
import { NETWORK_COLUMNS, SIDE_BYTES_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { NAT_GATEWAY_FLOWS } from './sql/nat-gateway-flows';

const LIMIT = 50;

export const NAT_GATEWAY_TALKERS = sqlQuestion({
  name: 'nat-gateway-talkers',
  group: QuestionGroup.PATH,
  title: 'Which sources cause the most traffic through NAT gateways, and with whom?',
  summary:
    'Bytes through NAT gateways in both directions by gateway, source, and destination, the largest first.',
  notes:
    'The source is the client, with its ECS cluster and service if the logs have them. `sent` are the bytes of the ' +
    'source, `received` those of the destination: AWS charges for both, `charged_gb` is their sum in units of 10^9 ' +
    'bytes. Counts what was not rejected, at the client side of the gateway: a flow that the client and the ' +
    'gateway log, or several flow logs, counts once: for each hour in which its records start, the largest of the sums. If only the clients are logged, their egress records name the ' +
    'gateway as next hop, and the ingress records of the same connections are what they received. If the format ' +
    'does not have `interface-type`, an interface without an instance that forwards packets of other addresses to ' +
    'public addresses, and has traffic with public addresses under its own address, counts as a NAT gateway.',
  columns: {
    keys: [...NETWORK_COLUMNS, 'gateway', 'source', 'ecs_cluster_name', 'ecs_service_name', 'destination'],
    values: [...SIDE_BYTES_COLUMNS, 'charged_gb'],
  },
  limit: LIMIT,
  needs: ['src_addr', 'dst_addr', 'pkt_src_addr', 'pkt_dst_addr', 'direction', 'bytes_out'],
  logTypes: ['vpc'],
  from: Relation.FLOWS,
  select: `select
  cloud, account_id, network_id, gateway,
  client as source,
  ecs_cluster_name,
  ecs_service_name,
  remote as destination,
  sum(sent) as sent,
  sum(received) as received,
  round(cast(coalesce(sum(sent), 0) + coalesce(sum(received), 0) as double) / 1e9, 3) as charged_gb
from (
  ${NAT_GATEWAY_FLOWS}
) nat_flows
group by 1, 2, 3, 4, 5, 6, 7, 8`,
  order: ['coalesce(sent, 0) + coalesce(received, 0) desc'],
  bytes: SIDE_BYTES_COLUMNS,
});

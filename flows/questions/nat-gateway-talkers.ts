import { QuestionGroup, sqlQuestion } from './question';
import { DESTINATION, exactSum, ranking, SOURCE } from './sql/expressions';

const LIMIT = 50;

export const NAT_GATEWAY_TALKERS = sqlQuestion({
  name: 'nat-gateway-talkers',
  group: QuestionGroup.PATH,
  title: 'Which sources send the most through NAT gateways?',
  summary: 'Bytes through NAT gateways, the largest first.',
  notes:
    'By source: an ECS cluster and service, or an address without an ECS task. Counts egress records with a NAT ' +
    'gateway as next hop that were not rejected. Records of the interfaces of the gateways are omitted, because they ' +
    'contain the same bytes again. Replies are omitted.',
  columns: {
    keys: ['ecs_cluster_name', 'ecs_service_name', 'source'],
    values: ['destinations', 'bytes_out', 'packets_out', 'records'],
  },
  limit: LIMIT,
  needs: [
    'src_addr',
    'dst_addr',
    'direction',
    'next_hop_interface_type',
    'ecs_cluster_name',
    'ecs_service_name',
    'bytes_out',
  ],
  logTypes: ['vpc'],
  sql: ranking({
    by: [
      'ecs_cluster_name',
      'ecs_service_name',
      `case when ecs_cluster_name is null and ecs_service_name is null then ${SOURCE} end as source`,
    ],
    show: `count(distinct ${DESTINATION}) as destinations,
  ${exactSum('bytes_out')} as bytes_out,
  ${exactSum('packets_out')} as packets_out,
  count(*) as records`,
    where: `direction = 'egress'
  and next_hop_interface_type in ('nat_gateway', 'regional_nat_gateway')
  and (interface_type is null or interface_type not in ('nat_gateway', 'regional_nat_gateway'))
  and (action = 'accept' or action is null)`,
    limit: LIMIT,
  }),
});

import { type Question, QuestionGroup } from './question';
import { DESTINATION, exactSum, ranking, SOURCE } from './sql';

const LIMIT = 50;

export const NAT_GATEWAY_TALKERS: Question = {
  name: 'nat-gateway-talkers',
  group: QuestionGroup.PATH,
  title: 'Which services send most through NAT gateways?',
  about:
    'Bytes on their way out to a NAT gateway as next hop, by ECS cluster and service; what belongs to ' +
    `no ECS task, by source address. Egress records that were not rejected; those of the gateways' own ` +
    'interfaces are left out, because they are the same bytes once more. The way back is not in it. ' +
    `The ${LIMIT} largest.`,
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
};

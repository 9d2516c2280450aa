import { type Question, QuestionGroup } from './question';
import { ascending, exactSum } from './sql';

const LIMIT = 100;
const BYTES = exactSum('flows.bytes_out');

export const CROSS_AZ_TRAFFIC: Question = {
  name: 'cross-az-traffic',
  group: QuestionGroup.PATH,
  title: 'What crosses availability zones, over what?',
  about:
    'Bytes that leave an interface for a next hop in another zone, by the two zones and the type of ' +
    'the next hop. Egress records that were not rejected alone, so that nothing is counted at both ' +
    'ends. A GB is 10^9 bytes; multiply it by your price: what crosses is charged in each direction, ' +
    `0.01 USD per GB and direction in most regions. The ${LIMIT} largest.`,
  needs: ['direction', 'az_id', 'next_hop_az_id', 'bytes_out'],
  logTypes: ['vpc'],
  sql: `select
  az_id,
  next_hop_az_id,
  next_hop_interface_type,
  ${BYTES} as bytes_out,
  round(cast(${BYTES} as double) / 1e9, 3) as gb_out,
  count(*) as records
from flows
where direction = 'egress'
  and az_id <> next_hop_az_id
  and (action = 'accept' or action is null)
group by 1, 2, 3
order by ${BYTES} desc nulls last, ${ascending(1, 2, 3)}
limit ${LIMIT}`,
};

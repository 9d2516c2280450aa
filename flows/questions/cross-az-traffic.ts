import { QuestionGroup, sqlQuestion } from './question';
import { ascending, exactSum } from './sql/expressions';

const LIMIT = 100;
const BYTES = exactSum('flows.bytes_out');

export const CROSS_AZ_TRAFFIC = sqlQuestion({
  name: 'cross-az-traffic',
  group: QuestionGroup.PATH,
  title: 'Which traffic crosses availability zones, and through what?',
  summary:
    'Bytes from an interface to a next hop in another zone, by the two zones and the type of the next hop, the ' +
    'largest first.',
  notes:
    'Counts only egress records that were not rejected, so that no traffic counts at both ends. A GB is 10^9 bytes. ' +
    'AWS charges cross-zone traffic in each direction, 0.01 USD per GB and direction in most regions: multiply by ' +
    'your price.',
  columns: {
    keys: ['az_id', 'next_hop_az_id', 'next_hop_interface_type'],
    values: ['bytes_out', 'gb_out', 'records'],
  },
  limit: LIMIT,
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
});

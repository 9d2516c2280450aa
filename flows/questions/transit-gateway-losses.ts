import { Relation } from '../relations';
import { SEEN_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { PASSAGES_COUNTED, passages } from './sql/transit-gateways';

const LIMIT = 50;

/** Columns of the reasons, and the counters of the table. */
const REASONS = {
  no_route: 'packets_lost_no_route',
  blackhole: 'packets_lost_blackhole',
  mtu_exceeded: 'packets_lost_mtu_exceeded',
  ttl_expired: 'packets_lost_ttl_expired',
} as const;
const NAMES = Object.keys(REASONS);
const LOST = NAMES.map((name) => `coalesce(sum(${name}), 0)`).join(' + ');

export const TRANSIT_GATEWAY_LOSSES = sqlQuestion({
  name: 'transit-gateway-losses',
  group: QuestionGroup.PATH,
  title: 'Where do transit gateways lose packets, and why?',
  summary:
    'Lost packets by transit gateway, attachment through which they entered it, and paired attachment, with their ' +
    'reasons, most losses first.',
  notes:
    `${PASSAGES_COUNTED} \`packets_sent\` are the packets that the records of the two attachments count in this direction, ` +
    'with and without losses.',
  columns: {
    keys: ['cloud', 'account_id', 'tgw_id', 'tgw_attachment_id', 'tgw_pair_attachment_id'],
    values: [...NAMES, 'lost', 'packets_sent', ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: [
    'tgw_id',
    'tgw_attachment_id',
    'tgw_pair_attachment_id',
    'direction',
    'src_addr',
    'dst_addr',
    ...Object.values(REASONS),
  ],
  logTypes: ['tgw'],
  from: Relation.FLOWS,
  select: `select
  cloud,
  account as account_id,
  tgw_id,
  entry_id as tgw_attachment_id,
  exit_id as tgw_pair_attachment_id,
  ${NAMES.map((name) => `sum(${name}) as ${name}`).join(',\n  ')},
  ${LOST} as lost,
  sum(packets) as packets_sent,
  min(first_seen) as first_seen,
  max(last_seen) as last_seen
from (
  ${passages({ ...REASONS, packets: 'packets_out' })}
) passages
group by 1, 2, 3, 4, 5
having ${LOST} > 0`,
  order: ['lost desc'],
});

import { SEEN_COLUMNS } from './columns';
import { QuestionGroup, sqlQuestion } from './question';
import { exactSum, ranking, SEEN } from './sql/expressions';
import { ATTACHMENT_PAIR, BOTH_DIRECTIONS_NOTE } from './sql/transit-gateways';

const LIMIT = 50;

const NO_ROUTE = exactSum('packets_lost_no_route');
const BLACKHOLE = exactSum('packets_lost_blackhole');
const MTU = exactSum('packets_lost_mtu_exceeded');
const TTL = exactSum('packets_lost_ttl_expired');
const LOST = [NO_ROUTE, BLACKHOLE, MTU, TTL].map((sum) => `coalesce(${sum}, 0)`).join(' + ');

export const TRANSIT_GATEWAY_LOSSES = sqlQuestion({
  name: 'transit-gateway-losses',
  group: QuestionGroup.PATH,
  title: 'Where do transit gateways lose packets, and why?',
  summary:
    'Lost packets by transit gateway, attachment, paired attachment, and direction, with their reasons, most losses ' +
    'first.',
  notes: BOTH_DIRECTIONS_NOTE,
  columns: {
    keys: ATTACHMENT_PAIR,
    values: ['no_route', 'blackhole', 'mtu_exceeded', 'ttl_expired', 'lost', 'packets_out', ...SEEN_COLUMNS],
  },
  limit: LIMIT,
  needs: [
    'tgw_id',
    'tgw_attachment_id',
    'packets_lost_no_route',
    'packets_lost_blackhole',
    'packets_lost_mtu_exceeded',
    'packets_lost_ttl_expired',
  ],
  logTypes: ['tgw'],
  sql: ranking({
    by: ATTACHMENT_PAIR,
    show: `${NO_ROUTE} as no_route,
  ${BLACKHOLE} as blackhole,
  ${MTU} as mtu_exceeded,
  ${TTL} as ttl_expired,
  ${LOST} as lost,
  ${exactSum('packets_out')} as packets_out,
  ${SEEN}`,
    where: `packets_lost_no_route > 0
  or packets_lost_blackhole > 0
  or packets_lost_mtu_exceeded > 0
  or packets_lost_ttl_expired > 0`,
    first: LOST,
    limit: LIMIT,
  }),
});

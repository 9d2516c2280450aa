import { type Question, QuestionGroup } from './question';
import { ALL_BYTES, exactSum, MEASURES, ranking, SEEN } from './sql';

const LIMIT = 50;
const PAIR = ['tgw_id', 'tgw_attachment_id', 'tgw_pair_attachment_id', 'direction'];
const TWO_WAYS =
  'A packet is recorded on its way into the gateway and on its way out, which are rows of their own here.';

const NO_ROUTE = exactSum('packets_lost_no_route');
const BLACKHOLE = exactSum('packets_lost_blackhole');
const MTU = exactSum('packets_lost_mtu_exceeded');
const TTL = exactSum('packets_lost_ttl_expired');
const LOST = [NO_ROUTE, BLACKHOLE, MTU, TTL].map((sum) => `coalesce(${sum}, 0)`).join(' + ');

export const TRANSIT_GATEWAY_PAIRS: Question = {
  name: 'transit-gateway-pairs',
  group: QuestionGroup.PATH,
  title: 'Which attachments of a transit gateway exchange most?',
  about:
    'Bytes by transit gateway, attachment, the attachment on the other side, and direction. ' +
    `${TWO_WAYS} The ${LIMIT} largest.`,
  needs: ['tgw_id', 'tgw_attachment_id', 'tgw_pair_attachment_id', 'src_addr', 'bytes_out'],
  logTypes: ['tgw'],
  sql: ranking({
    by: PAIR,
    where: "log_type = 'tgw'\n  and src_addr is not null",
    first: ALL_BYTES,
    show: MEASURES,
    limit: LIMIT,
  }),
};

export const TRANSIT_GATEWAY_LOSSES: Question = {
  name: 'transit-gateway-losses',
  group: QuestionGroup.PATH,
  title: 'Where do transit gateways lose packets, and why?',
  about:
    'Lost packets by reason, transit gateway, attachment, the attachment on the other side, and ' +
    `direction. ${TWO_WAYS} The ${LIMIT} with most losses.`,
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
    by: PAIR,
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
};

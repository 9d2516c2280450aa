import { TRANSIT_GATEWAY_LOSSES as QUESTION } from '../../../flows/questions/transit-gateway-losses';
import { TgwField } from '../../fields';
import { insightsQuestion } from '../insights-question';
import { queryText } from '../query-text';

const { TGW_ID, TGW_ATTACHMENT_ID, TGW_PAIR_ATTACHMENT_ID, FLOW_DIRECTION, ACCOUNT_ID, PACKETS, PROTOCOL } =
  TgwField;
const { SRCADDR, DSTADDR, SRCPORT, DSTPORT } = TgwField;

/** Counters of lost packets by the columns of their sums. */
const COUNTERS = [
  ['no_route', TgwField.PACKETS_LOST_NO_ROUTE],
  ['blackhole', TgwField.PACKETS_LOST_BLACKHOLE],
  ['mtu_exceeded', TgwField.PACKETS_LOST_MTU_EXCEEDED],
  ['ttl_expired', TgwField.PACKETS_LOST_TTL_EXPIRED],
] as const;
const NAMES = COUNTERS.map(([name]) => name);
const COLUMNS = [...NAMES, 'sent'];

const atPoint = [...COUNTERS, ['sent', PACKETS] as const]
  .map(([name, field]) => queryText`sum(${field}) as ${{ needs: [], in: () => name }}_p`)
  .reduce((all, one) => queryText`${all}, ${one}`);
const each = (text: (name: string) => string) => COLUMNS.map(text).join(', ');
const plain = (text: string) => ({ needs: [], in: () => text });

/** A packet is logged when it enters the gateway and when it leaves it. */
const PASSAGE = queryText`entry, exit, ${TGW_ID}, ${ACCOUNT_ID}, ${SRCADDR}, ${DSTADDR}, ${SRCPORT}, ${DSTPORT}, ${PROTOCOL}`;
const LOST = NAMES.map((name) => `sum(${name}_f)`).join(' + ');

export const TRANSIT_GATEWAY_LOSSES = insightsQuestion(QUESTION, {
  notes:
    'The gateway logs a packet when it enters and when it leaves. Both records, and those of several log groups, count ' +
    'once: the largest of their sums over the time range of the query.',
  limit: 50,
  steps: [
    queryText`filter ${SRCADDR} != "-"`,
    queryText`fields if(${FLOW_DIRECTION} = "egress", ${TGW_PAIR_ATTACHMENT_ID}, ${TGW_ATTACHMENT_ID}) as entry, if(${FLOW_DIRECTION} = "egress", ${TGW_ATTACHMENT_ID}, ${TGW_PAIR_ATTACHMENT_ID}) as exit`,
    queryText`stats ${atPoint} by @log, ${FLOW_DIRECTION}, ${PASSAGE}`,
    queryText`stats ${plain(each((name) => `max(${name}_p) as ${name}_f`))} by ${PASSAGE}`,
    queryText`stats ${plain(NAMES.map((name) => `sum(${name}_f) as ${name}`).join(', '))}, ${plain(LOST)} as lost, sum(sent_f) as packets_sent by ${ACCOUNT_ID} as account_id, ${TGW_ID}, entry as tgw_attachment_id, exit as tgw_pair_attachment_id`,
    plain('filter lost > 0'),
    plain('sort lost desc, account_id, tgw_id, tgw_attachment_id, tgw_pair_attachment_id'),
  ],
});

import { VpcField } from '../fields';
import { isInternal } from './internal-addresses';
import { firstOf, knownOr, queryText, whereKnown } from './query-text';

const { SRCADDR, DSTADDR, PKT_SRCADDR, PKT_DSTADDR, SRCPORT, DSTPORT, PROTOCOL, TCP_FLAGS } = VpcField;
const { BYTES, ACTION, SUBNET_ID, REJECT_REASON } = VpcField;

/** The address in the packet if the record has it, else the address of the interface. */
export const SOURCE = firstOf(PKT_SRCADDR, SRCADDR);
export const DESTINATION = firstOf(PKT_DSTADDR, DSTADDR);

export const CONNECTION = queryText`${SOURCE}, ${DESTINATION}, ${SRCPORT}, ${DSTPORT}, ${PROTOCOL}`;

/** Records without traffic have a hyphen instead of their addresses. */
export const WITH_TRAFFIC = queryText`filter ${SOURCE} != "-"`;
export const ACCEPTED = queryText`filter ${ACTION} = "ACCEPT"`;
export const FROM_OUTSIDE = queryText`filter not (${isInternal(SOURCE)})`;
export const TO_INSIDE = queryText`filter ${isInternal(DESTINATION)}`;

/** A difference, because a comparison of texts is lexical. */
const TO_LOWER_PORT = queryText`${SRCPORT} - ${DSTPORT} > 0`;
/** SYN without ACK, with FIN and RST in any combination. */
const SYN = queryText`${TCP_FLAGS} = 2 or ${TCP_FLAGS} = 3 or ${TCP_FLAGS} = 6 or ${TCP_FLAGS} = 7`;
/** Records of the side that opened the connection. */
export const OPENED = knownOr(
  queryText`filter ${SYN} or (${PROTOCOL} != 6 and ${TO_LOWER_PORT})`,
  queryText`filter ${TO_LOWER_PORT}`,
);

export const RECORDS = queryText`count(*) as records`;
export const BYTES_SENT = queryText`sum(${BYTES}) as bytes_sent`;
export const BY_SUBNET = whereKnown(queryText`${SUBNET_ID}, `);
export const BY_ACTION = whereKnown(queryText`, ${ACTION}`);
export const BY_REASON = whereKnown(queryText`, ${REJECT_REASON}`);
/** Bytes in each hour, for a second `stats` command. */
export const HOUR_BYTES = queryText`sum(${BYTES}) as hour_bytes`;
export const USUAL_AND_MOST = queryText`avg(hour_bytes) as usual_bytes, max(hour_bytes) as most_bytes`;

/** Sentences of descriptions. */
export const OPENER_NOTE =
  'TCP flags identify the side that opened a connection. Without them, the side with the higher port counts as the opener.';
export const ROUNDED_NOTE = 'Sums above 2^53 are rounded.';

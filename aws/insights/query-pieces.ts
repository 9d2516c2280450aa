import { VpcField } from '../fields';
import { isInternal } from './internal-addresses';
import { firstOf, knownOr, queryText, whereKnown } from './query-text';

const { SRCADDR, DSTADDR, PKT_SRCADDR, PKT_DSTADDR, SRCPORT, DSTPORT, PROTOCOL, TCP_FLAGS } = VpcField;
const { BYTES, ACTION, SUBNET_ID, REJECT_REASON } = VpcField;

/** The address in the packet where the record has it, else the interface's. */
export const SOURCE = firstOf(PKT_SRCADDR, SRCADDR);
export const DESTINATION = firstOf(PKT_DSTADDR, DSTADDR);

export const CONNECTION = queryText`${SOURCE}, ${DESTINATION}, ${SRCPORT}, ${DSTPORT}, ${PROTOCOL}`;

/** Records without traffic have a hyphen in the place of their addresses. */
export const WITH_TRAFFIC = queryText`filter ${SOURCE} != "-"`;
export const ACCEPTED = queryText`filter ${ACTION} = "ACCEPT"`;
export const FROM_OUTSIDE = queryText`filter not (${isInternal(SOURCE)})`;
export const TO_INSIDE = queryText`filter ${isInternal(DESTINATION)}`;

/** A difference, because texts would be compared letter by letter. */
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
/** Bytes in each hour, for a second command to sum up. */
export const HOUR_BYTES = queryText`sum(${BYTES}) as hour_bytes`;
export const USUAL_AND_MOST = queryText`avg(hour_bytes) as usual_bytes, max(hour_bytes) as most_bytes`;

/** What `about` says of them. */
export const BY_OPENER =
  'Who opened the connection is read from the TCP flags, or is the side with the higher port where there are none.';
export const TWICE = 'A flow between two logged interfaces counts at each of them.';
export const ROUNDED = 'Sums above 2^53 are rounded.';

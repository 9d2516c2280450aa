import { QuestionGroup } from '../../flows/questions';
import { DISTINCT_FLOWS, FLOW_TABLE_NAME, ROW_ID, TRUNCATED } from '../ingestion/flow-table';
import { first } from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

const TABLES = [FLOW_TABLE_NAME];
const LIMIT = 50;

const SEEN_TWICE =
  'A flow that is logged at both of its ends counts at each; a row that was delivered twice counts once.';

/** The address in the packet where the record has it, else the interface's. */
const ENDS = `| extend
    source_address = iff(isempty(pkt_src_addr), src_addr, pkt_src_addr),
    destination_address = iff(isempty(pkt_dst_addr), dst_addr, pkt_dst_addr)`;

const MEASURES = `bytes_out = sum(bytes_out),
    bytes_in = sum(bytes_in),
    packets_out = sum(packets_out),
    records = count()`;

const TOP_TALKERS: KqlQuestion = {
  name: 'top-talkers',
  group: QuestionGroup.WHO,
  title: 'Who talks most to whom?',
  about: `Pairs of addresses by bytes, both ways. ${SEEN_TWICE} The ${LIMIT} largest.`,
  tables: TABLES,
  kql: `${DISTINCT_FLOWS}
| where isnotempty(src_addr)
${ENDS}
| summarize
    ${MEASURES}
    by source_address, destination_address
${first(LIMIT, 'coalesce(bytes_out, 0) + coalesce(bytes_in, 0) desc', 'source_address', 'destination_address')}`,
  show: KqlShow.TABLE,
};

const BYTES_BY_HOUR: KqlQuestion = {
  name: 'bytes-by-hour',
  group: QuestionGroup.VOLUME,
  title: 'How much goes through, hour by hour?',
  about: `Records and bytes by the UTC hour of their start; records without traffic are not counted. ${SEEN_TWICE}`,
  tables: TABLES,
  kql: `${DISTINCT_FLOWS}
| where isnotempty(src_addr)
| summarize
    bytes_out = sum(bytes_out),
    bytes_in = sum(bytes_in),
    records = count()
    by hour = bin(start_time, 1h)
| order by hour asc`,
  show: KqlShow.TIMECHART,
};

const REJECTED_TRAFFIC: KqlQuestion = {
  name: 'rejected-traffic',
  group: QuestionGroup.VERDICT,
  title: 'What was turned away?',
  about:
    `Rejected records by source, destination, port and the rule that rejected them, every protocol. ${SEEN_TWICE} ` +
    `The ${LIMIT} most frequent.`,
  tables: TABLES,
  kql: `${DISTINCT_FLOWS}
| where action == "reject"
${ENDS}
| summarize
    records = count(),
    first_seen = min(start_time),
    last_seen = max(coalesce(end_time, start_time))
    by source_address, destination_address, dst_port, protocol, rule
${first(LIMIT, 'records desc', 'source_address', 'destination_address', 'dst_port', 'protocol', 'rule')}`,
  show: KqlShow.TABLE,
};

const DELIVERED_ROWS: KqlQuestion = {
  name: 'delivered-rows',
  group: QuestionGroup.QUALITY,
  title: 'Is all of it there, whole and once?',
  about:
    'Rows by cloud and flow log: how many there are, how many were delivered twice, how many have a value that did not ' +
    'fit whole, and when the last one came in.',
  tables: TABLES,
  kql: `${FLOW_TABLE_NAME}
| summarize
    copies = count(),
    is_truncated = countif(isnotempty(${TRUNCATED})) > 0,
    last_delivered = max(ingestion_time())
    by cloud, flow_log_id, ${ROW_ID}
| summarize
    rows = count(),
    delivered_twice = countif(copies > 1),
    truncated = countif(is_truncated),
    last_delivered = max(last_delivered)
    by cloud, flow_log_id
| order by cloud asc, flow_log_id asc`,
  show: KqlShow.TABLE,
};

/** Questions that are asked of the table of flows where the normalizer writes it to a workspace. */
export const FLOW_TABLE_QUESTIONS: readonly KqlQuestion[] = [
  TOP_TALKERS,
  BYTES_BY_HOUR,
  REJECTED_TRAFFIC,
  DELIVERED_ROWS,
];

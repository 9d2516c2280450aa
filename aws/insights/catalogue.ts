import { IRREGULAR_TRAFFIC } from '../../flows/questions/irregular-traffic';
import { NAT_GATEWAY_TALKERS } from '../../flows/questions/nat-gateway-talkers';
import { COUNTED_TWICE } from '../../flows/questions/notes';
import { QuestionGroup } from '../../flows/questions/question';
import { REACHABLE_PORTS } from '../../flows/questions/reachable-ports';
import { REJECTED_TRAFFIC } from '../../flows/questions/rejected-traffic';
import { TRAFFIC_SURGES } from '../../flows/questions/traffic-surges';
import { WHO_CONNECTS } from '../../flows/questions/who-connects';
import { TgwField, VpcField } from '../fields';
import { type InsightsQuestion, insightsQuestion } from './insights-question';
import { isInternal } from './internal-addresses';
import {
  ACCEPTED,
  BY_ACTION,
  BY_REASON,
  BY_SUBNET,
  BYTES_SENT,
  CONNECTION,
  DESTINATION,
  FROM_OUTSIDE,
  HOUR_BYTES,
  OPENED,
  OPENER_NOTE,
  RECORDS,
  ROUNDED_NOTE,
  SOURCE,
  TO_INSIDE,
  USUAL_AND_MOST,
  WITH_TRAFFIC,
} from './query-pieces';
import { firstOf, queryText, whereKnown } from './query-text';

const { DSTADDR, PKT_SRCADDR, PKT_DSTADDR, DSTPORT, PROTOCOL, PACKETS, ACTION, LOG_STATUS } = VpcField;

const LOST = [
  queryText`sum(${TgwField.PACKETS_LOST_NO_ROUTE}) as no_route`,
  queryText`sum(${TgwField.PACKETS_LOST_BLACKHOLE}) as blackhole`,
  queryText`sum(${TgwField.PACKETS_LOST_MTU_EXCEEDED}) as too_large`,
  queryText`sum(${TgwField.PACKETS_LOST_TTL_EXPIRED}) as expired`,
].reduce((all, one) => queryText`${all}, ${one}`);

/** Every question with a Logs Insights query. Source of most queries: CloudWatch Logs User Guide, "Sample queries". */
export const INSIGHTS_QUESTIONS: readonly InsightsQuestion[] = [
  insightsQuestion(
    {
      name: 'top-packet-transfers',
      group: QuestionGroup.ENDPOINTS,
      title: 'Which pairs of addresses exchange the most packets?',
      summary: 'Pairs of addresses by packets, the largest first.',
    },
    {
      notes: COUNTED_TWICE,
      limit: 15,
      steps: [
        WITH_TRAFFIC,
        queryText`stats sum(${PACKETS}) as packets_sent by ${SOURCE}, ${DESTINATION}`,
        queryText`sort packets_sent desc`,
        queryText`limit 15`,
      ],
    },
  ),
  insightsQuestion(
    {
      name: 'top-byte-transfers',
      group: QuestionGroup.ENDPOINTS,
      title: 'Which pairs of addresses exchange the most bytes?',
      summary: 'Pairs of addresses by bytes, and by subnet if the format has it, the largest first.',
    },
    {
      notes: `${COUNTED_TWICE} ${ROUNDED_NOTE}`,
      limit: 15,
      steps: [
        WITH_TRAFFIC,
        queryText`stats ${BYTES_SENT} by ${BY_SUBNET}${SOURCE}, ${DESTINATION}`,
        queryText`sort bytes_sent desc`,
        queryText`limit 15`,
      ],
    },
  ),
  insightsQuestion(
    {
      name: 'udp-sources',
      group: QuestionGroup.ENDPOINTS,
      title: 'Which addresses send UDP?',
      summary: 'Sources of UDP records, the most frequent first.',
    },
    {
      steps: [
        queryText`filter ${PROTOCOL} = 17`,
        queryText`stats ${RECORDS} by ${SOURCE}`,
        queryText`sort records desc`,
      ],
    },
  ),
  insightsQuestion(
    {
      name: 'skipped-records',
      group: QuestionGroup.QUALITY,
      title: 'When were records skipped?',
      summary: 'SKIPDATA records by hour, in the order of time.',
    },
    {
      notes: 'One such record can stand for many flows.',
      steps: [
        queryText`filter ${LOG_STATUS} = "SKIPDATA"`,
        queryText`stats ${RECORDS} by bin(1h) as since`,
        queryText`sort since`,
      ],
    },
  ),
  insightsQuestion(
    {
      name: 'connections',
      group: QuestionGroup.ENDPOINTS,
      title: 'Which connections are there?',
      summary: 'The latest record of each pair of addresses, ports, and protocol, the latest first.',
    },
    {
      limit: 100,
      steps: [
        WITH_TRAFFIC,
        queryText`fields @timestamp, ${CONNECTION}`,
        queryText`sort @timestamp desc`,
        // nothing but limit may come after dedup
        queryText`dedup ${CONNECTION}`,
        queryText`limit 100`,
      ],
    },
  ),
  insightsQuestion(NAT_GATEWAY_TALKERS, {
    notes:
      'By source and destination. Counts records whose packets continue to a public address behind the logged interface, as those of NAT gateways do. If the format has ${interface-type}, only the records of NAT gateways count. ' +
      ROUNDED_NOTE,
    limit: 20,
    steps: [
      queryText`filter ${PKT_DSTADDR} != "-" and ${PKT_DSTADDR} != ${DSTADDR}`,
      queryText`filter not (${isInternal(firstOf(PKT_DSTADDR))})`,
      whereKnown(queryText`filter ${VpcField.INTERFACE_TYPE} like "nat_gateway"`),
      queryText`stats ${BYTES_SENT} by ${PKT_SRCADDR}, ${PKT_DSTADDR}`,
      queryText`sort bytes_sent desc`,
      queryText`limit 20`,
    ],
  }),
  insightsQuestion(REJECTED_TRAFFIC, {
    notes: 'By reason too, if the format has it.',
    limit: 20,
    steps: [
      queryText`filter ${ACTION} = "REJECT"`,
      queryText`stats ${RECORDS} by ${SOURCE}, ${DESTINATION}, ${DSTPORT}, ${PROTOCOL}${BY_REASON}`,
      queryText`sort records desc`,
      queryText`limit 20`,
    ],
  }),
  insightsQuestion(
    {
      name: 'remote-access',
      group: QuestionGroup.SECURITY,
      title: 'Which addresses use SSH and RDP?',
      summary: 'TCP records to the ports 22 and 3389, accepted or rejected, the most frequent first.',
    },
    {
      notes: ROUNDED_NOTE,
      limit: 50,
      steps: [
        queryText`filter ${PROTOCOL} = 6 and (${DSTPORT} = 22 or ${DSTPORT} = 3389)`,
        queryText`stats ${RECORDS}, ${BYTES_SENT} by ${SOURCE}, ${DESTINATION}, ${DSTPORT}${BY_ACTION}`,
        queryText`sort records desc`,
        queryText`limit 50`,
      ],
    },
  ),
  insightsQuestion(WHO_CONNECTS, {
    notes: `Counts accepted connections, most destinations first. ${OPENER_NOTE}`,
    limit: 20,
    steps: [
      ACCEPTED,
      TO_INSIDE,
      OPENED,
      queryText`stats count_distinct(${DESTINATION}) as destinations, ${RECORDS} by ${SOURCE}`,
      queryText`sort destinations desc`,
      queryText`limit 20`,
    ],
  }),
  insightsQuestion(
    {
      name: 'from-where',
      group: QuestionGroup.ENDPOINTS,
      title: 'Which public addresses have accepted connections to the network?',
      summary:
        'Public addresses whose connections to internal addresses were accepted, with their first and last record, the most frequent first.',
    },
    {
      notes: `Flow logs contain no countries. ${OPENER_NOTE}`,
      limit: 20,
      steps: [
        ACCEPTED,
        FROM_OUTSIDE,
        TO_INSIDE,
        OPENED,
        queryText`stats ${RECORDS}, min(@timestamp) as first_seen, max(@timestamp) as last_seen by ${SOURCE}`,
        queryText`sort records desc`,
        queryText`limit 20`,
      ],
    },
  ),
  insightsQuestion(REACHABLE_PORTS, {
    notes: `Large numbers of sources are estimates. ${OPENER_NOTE}`,
    limit: 20,
    steps: [
      ACCEPTED,
      FROM_OUTSIDE,
      TO_INSIDE,
      OPENED,
      queryText`stats count_distinct(${SOURCE}) as sources, ${RECORDS} by ${DESTINATION}, ${DSTPORT}, ${PROTOCOL}`,
      queryText`sort sources desc`,
      queryText`limit 20`,
    ],
  }),
  insightsQuestion(
    {
      name: 'usual-traffic',
      group: QuestionGroup.PATTERN,
      title: 'How much traffic does each port usually have?',
      summary: 'Bytes in an hour by port, on average and at most, the largest first.',
    },
    {
      notes: `Hours without traffic do not count. ${ROUNDED_NOTE}`,
      limit: 50,
      steps: [
        WITH_TRAFFIC,
        queryText`stats ${HOUR_BYTES} by ${DSTPORT}, bin(1h) as since`,
        queryText`stats ${USUAL_AND_MOST} by ${DSTPORT}`,
        queryText`sort usual_bytes desc`,
        queryText`limit 50`,
      ],
    },
  ),
  insightsQuestion(IRREGULAR_TRAFFIC, {
    notes: `Compares the largest hour of each source with its average hour, by bytes, the largest ratio first. ${ROUNDED_NOTE}`,
    limit: 20,
    steps: [
      WITH_TRAFFIC,
      queryText`stats ${HOUR_BYTES} by ${SOURCE}, bin(1h) as since`,
      queryText`stats ${USUAL_AND_MOST}, most_bytes / usual_bytes as times_usual by ${SOURCE}`,
      queryText`sort times_usual desc`,
      queryText`limit 20`,
    ],
  }),
  insightsQuestion(TRAFFIC_SURGES, {
    notes: `By destination, and by subnet if the format has it, most bytes first. ${COUNTED_TWICE} ${ROUNDED_NOTE}`,
    limit: 20,
    steps: [
      WITH_TRAFFIC,
      queryText`stats ${BYTES_SENT} by ${BY_SUBNET}${DESTINATION}, bin(1h) as since`,
      queryText`sort bytes_sent desc`,
      queryText`limit 20`,
    ],
  }),
  insightsQuestion(
    {
      name: 'lost-packets',
      group: QuestionGroup.PATH,
      title: 'Which packets did a transit gateway lose?',
      summary: 'Lost packets by attachment and cause, most packets without a route first.',
    },
    {
      steps: [queryText`stats ${LOST} by ${TgwField.TGW_ATTACHMENT_ID}`, queryText`sort no_route desc`],
    },
  ),
];

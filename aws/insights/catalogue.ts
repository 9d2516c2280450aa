import { TgwField, VpcField } from '../fields';
import { isInternal } from './internal-addresses';
import {
  ACCEPTED,
  BY_ACTION,
  BY_OPENER,
  BY_REASON,
  BY_SUBNET,
  BYTES_SENT,
  CONNECTION,
  DESTINATION,
  FROM_OUTSIDE,
  HOUR_BYTES,
  OPENED,
  RECORDS,
  ROUNDED,
  SOURCE,
  TO_INSIDE,
  TWICE,
  USUAL_AND_MOST,
  WITH_TRAFFIC,
} from './query-pieces';
import { firstOf, type QueryText, queryText, whereKnown } from './query-text';

/** A question that CloudWatch Logs Insights can answer, before it is written for a format. */
export interface InsightsQuestion {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** The commands after the one that names the fields. */
  readonly steps: readonly QueryText[];
}

const { DSTADDR, PKT_SRCADDR, PKT_DSTADDR, DSTPORT, PROTOCOL, PACKETS, ACTION, LOG_STATUS } = VpcField;

const LOST = [
  queryText`sum(${TgwField.PACKETS_LOST_NO_ROUTE}) as no_route`,
  queryText`sum(${TgwField.PACKETS_LOST_BLACKHOLE}) as blackhole`,
  queryText`sum(${TgwField.PACKETS_LOST_MTU_EXCEEDED}) as too_large`,
  queryText`sum(${TgwField.PACKETS_LOST_TTL_EXPIRED}) as expired`,
].reduce((all, one) => queryText`${all}, ${one}`);

/** All questions. Source of most: CloudWatch Logs User Guide, "Sample queries". */
export const INSIGHTS_QUESTIONS: readonly InsightsQuestion[] = [
  {
    name: 'top-packet-transfers',
    title: 'Between which addresses do most packets go?',
    about: `The 15 pairs with most packets. ${TWICE}`,
    steps: [
      WITH_TRAFFIC,
      queryText`stats sum(${PACKETS}) as packets_sent by ${SOURCE}, ${DESTINATION}`,
      queryText`sort packets_sent desc`,
      queryText`limit 15`,
    ],
  },
  {
    name: 'top-byte-transfers',
    title: 'Between which addresses do most bytes go?',
    about: `The 15 pairs with most bytes, by subnet where the format has it. ${TWICE} ${ROUNDED}`,
    steps: [
      WITH_TRAFFIC,
      queryText`stats ${BYTES_SENT} by ${BY_SUBNET}${SOURCE}, ${DESTINATION}`,
      queryText`sort bytes_sent desc`,
      queryText`limit 15`,
    ],
  },
  {
    name: 'udp-sources',
    title: 'Who sends UDP?',
    about: 'Sources of UDP records, the most frequent first.',
    steps: [
      queryText`filter ${PROTOCOL} = 17`,
      queryText`stats ${RECORDS} by ${SOURCE}`,
      queryText`sort records desc`,
    ],
  },
  {
    name: 'skipped-records',
    title: 'When were records skipped?',
    about: 'SKIPDATA records by hour; one of them can stand for many flows.',
    steps: [
      queryText`filter ${LOG_STATUS} = "SKIPDATA"`,
      queryText`stats ${RECORDS} by bin(1h) as since`,
      queryText`sort since`,
    ],
  },
  {
    name: 'connections',
    title: 'Which connections are there?',
    about: 'The latest record of each pair of addresses, ports and protocol; the 100 latest.',
    steps: [
      WITH_TRAFFIC,
      queryText`fields @timestamp, ${CONNECTION}`,
      queryText`sort @timestamp desc`,
      // nothing but limit may come after dedup
      queryText`dedup ${CONNECTION}`,
      queryText`limit 100`,
    ],
  },
  {
    name: 'nat-gateway-talkers',
    title: 'Who sends most through NAT gateways?',
    about:
      'Records whose packets go on to a public address behind the interface that they are written to, which is ' +
      `what NAT gateways do; only theirs where the format has \${interface-type}. The 20 largest. ${ROUNDED}`,
    steps: [
      queryText`filter ${PKT_DSTADDR} != "-" and ${PKT_DSTADDR} != ${DSTADDR}`,
      queryText`filter not (${isInternal(firstOf(PKT_DSTADDR))})`,
      whereKnown(queryText`filter ${VpcField.INTERFACE_TYPE} like "nat_gateway"`),
      queryText`stats ${BYTES_SENT} by ${PKT_SRCADDR}, ${PKT_DSTADDR}`,
      queryText`sort bytes_sent desc`,
      queryText`limit 20`,
    ],
  },
  {
    name: 'rejected-traffic',
    title: 'What was turned away?',
    about:
      'Rejected records by source, destination, port, and reason where the format has it; the 20 most frequent.',
    steps: [
      queryText`filter ${ACTION} = "REJECT"`,
      queryText`stats ${RECORDS} by ${SOURCE}, ${DESTINATION}, ${DSTPORT}, ${PROTOCOL}${BY_REASON}`,
      queryText`sort records desc`,
      queryText`limit 20`,
    ],
  },
  {
    name: 'remote-access',
    title: 'Who uses SSH and RDP?',
    about: `TCP to the ports 22 and 3389, accepted or rejected; the 50 most frequent. ${ROUNDED}`,
    steps: [
      queryText`filter ${PROTOCOL} = 6 and (${DSTPORT} = 22 or ${DSTPORT} = 3389)`,
      queryText`stats ${RECORDS}, ${BYTES_SENT} by ${SOURCE}, ${DESTINATION}, ${DSTPORT}${BY_ACTION}`,
      queryText`sort records desc`,
      queryText`limit 50`,
    ],
  },
  {
    name: 'who-connects',
    title: 'Who connects to the network?',
    about: `Sources of accepted connections to internal addresses; the 20 that reach most of them. ${BY_OPENER}`,
    steps: [
      ACCEPTED,
      TO_INSIDE,
      OPENED,
      queryText`stats count_distinct(${DESTINATION}) as destinations, ${RECORDS} by ${SOURCE}`,
      queryText`sort destinations desc`,
      queryText`limit 20`,
    ],
  },
  {
    name: 'from-where',
    title: 'From where do they connect?',
    about:
      'Public addresses whose connections to internal ones were accepted, with their first and last record; the 20 ' +
      `most frequent. Flow logs know no countries. ${BY_OPENER}`,
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
  {
    name: 'reachable-ports',
    title: 'Which ports were reached from the internet?',
    about:
      'Accepted connections from public to internal addresses by port; the 20 with most sources, of which large ' +
      `counts are estimates. ${BY_OPENER}`,
    steps: [
      ACCEPTED,
      FROM_OUTSIDE,
      TO_INSIDE,
      OPENED,
      queryText`stats count_distinct(${SOURCE}) as sources, ${RECORDS} by ${DESTINATION}, ${DSTPORT}, ${PROTOCOL}`,
      queryText`sort sources desc`,
      queryText`limit 20`,
    ],
  },
  {
    name: 'usual-traffic',
    title: 'What is the expected behaviour?',
    about: `Bytes in an hour by port, on average and at most; hours without traffic do not count. ${ROUNDED}`,
    steps: [
      WITH_TRAFFIC,
      queryText`stats ${HOUR_BYTES} by ${DSTPORT}, bin(1h) as since`,
      queryText`stats ${USUAL_AND_MOST} by ${DSTPORT}`,
      queryText`sort usual_bytes desc`,
      queryText`limit 50`,
    ],
  },
  {
    name: 'irregular-traffic',
    title: 'What is irregular?',
    about: `Sources whose largest hour is furthest above their average one, by bytes; the 20 furthest. ${ROUNDED}`,
    steps: [
      WITH_TRAFFIC,
      queryText`stats ${HOUR_BYTES} by ${SOURCE}, bin(1h) as since`,
      queryText`stats ${USUAL_AND_MOST}, most_bytes / usual_bytes as times_usual by ${SOURCE}`,
      queryText`sort times_usual desc`,
      queryText`limit 20`,
    ],
  },
  {
    name: 'traffic-surges',
    title: 'Where does traffic surge?',
    about: `The 20 hours and destinations with most bytes, by subnet where the format has it. ${TWICE} ${ROUNDED}`,
    steps: [
      WITH_TRAFFIC,
      queryText`stats ${BYTES_SENT} by ${BY_SUBNET}${DESTINATION}, bin(1h) as since`,
      queryText`sort bytes_sent desc`,
      queryText`limit 20`,
    ],
  },
  {
    name: 'lost-packets',
    title: 'What did a transit gateway lose?',
    about: 'Packets lost by attachment and cause, for want of a route first.',
    steps: [queryText`stats ${LOST} by ${TgwField.TGW_ATTACHMENT_ID}`, queryText`sort no_route desc`],
  },
];

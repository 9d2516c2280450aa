import { QuestionFilter } from '../../../flows/questions/filters';
import { AT_DESTINATION, DAYS, DENIED, FLOW, INBOUND } from './analytics-flows';
import type { KqlRow } from './kql-engine';

/** Rows of Traffic Analytics, and what a question returns of them. */
export interface AnalyticsCase {
  readonly name: string;
  readonly question: string;
  readonly rows: readonly KqlRow[];
  readonly filters?: Readonly<Partial<Record<QuestionFilter, string>>>;
  readonly expected: readonly KqlRow[];
}

const PAIR = { source: '10.0.0.4', destination: '10.0.1.4' };
/** Cases of the definitions that all questions share. */
export const ANALYTICS_CASES: readonly AnalyticsCase[] = [
  {
    name: 'a flow that both cards, two flow logs and a card on its path log counts once',
    question: 'top-talkers',
    rows: [
      ...[FLOW, AT_DESTINATION, { ...FLOW, FlowLogResourceId: 'nw/log-b' }],
      {
        ...AT_DESTINATION,
        MacAddress: 'NVA',
        IsFlowCapturedAtUdrHop: true,
        SrcSubnet: '',
        SrcSubscription: '',
      },
    ],
    expected: [
      { ...PAIR, connections: 3, bytes_to_destination: 100, bytes_to_source: 1000, accepted_records: 1 },
    ],
  },
  {
    name: 'denied flows are no volume and no connections',
    question: 'top-talkers',
    rows: [FLOW, { ...FLOW, ...DENIED, BytesSrcToDest: 9_000_000 }],
    expected: [{ connections: 3, bytes_to_destination: 100, accepted_records: 1, rejected_records: 1 }],
  },
  {
    name: 'equal addresses of two networks are two flows',
    question: 'top-talkers',
    rows: [FLOW, { ...FLOW, SrcSubnet: 'rg/other/a', DestSubnet: 'rg/other/b', MacAddress: 'CC' }],
    expected: [
      { network_id: 's1/rg/other', bytes_to_destination: 100 },
      { network_id: 's1/rg/vnet', bytes_to_destination: 100 },
    ],
  },
  {
    name: 'two hours of a flow add up',
    question: 'top-talkers',
    rows: [
      FLOW,
      { ...FLOW, FlowStartTime: '2026-11-30T11:05:00Z' },
      { ...AT_DESTINATION, BytesDestToSrc: 3000 },
    ],
    expected: [{ connections: 6, bytes_to_destination: 200, bytes_to_source: 4000 }],
  },
  {
    name: 'public addresses of IPv4 and IPv6 are outside',
    question: 'who-connects',
    rows: [INBOUND],
    expected: [
      {
        source: '2001:db8::7',
        source_country: 'de',
        connections: 6,
        bytes_to_destination: 30,
        bytes_to_source: 40,
      },
      {
        source: '198.51.100.7',
        source_country: 'de',
        connections: 5,
        bytes_to_destination: 10,
        bytes_to_source: 20,
      },
    ],
  },
  {
    name: 'the platform address, special-purpose addresses and public ranges of a network are not outside',
    question: 'who-connects',
    rows: [
      { ...INBOUND, SrcPublicIps: '168.63.129.16|5|5|1|2|10|20' },
      { ...INBOUND, SrcIp: '100.64.0.9', SrcPublicIps: '' },
      { ...INBOUND, SrcIp: '198.18.0.9', SrcPublicIps: '' },
      { ...INBOUND, SrcIp: 'fe80::9', SrcPublicIps: '' },
      {
        ...INBOUND,
        SrcIp: '198.51.100.7',
        SrcPublicIps: '',
        SrcSubnet: 'rg/vnet/public',
        SrcSubscription: 's1',
      },
    ],
    expected: [],
  },
  {
    name: 'a network of the filter is not outside',
    question: 'who-connects',
    rows: [INBOUND],
    filters: { [QuestionFilter.INTERNAL_NETWORKS]: '203.0.113.0/24, 2001:db8::/32' },
    expected: [{ source: '198.51.100.7' }],
  },
  {
    name: 'a port without bytes back was reached and not answered',
    question: 'reachable-ports',
    rows: [
      { ...INBOUND, SrcPublicIps: '198.51.100.7|5|5|1|0|10|0', BytesDestToSrc: 0 },
      { ...INBOUND, DestPort: 22 },
      { ...INBOUND, ...DENIED, DestPort: 23 },
    ],
    expected: [
      { port: 22, reached: true, answered: true, sources: 2, connections: 11 },
      { port: 443, reached: true, answered: false, sources: 1, connections: 3 },
    ],
  },
  {
    name: 'a denied flow counts once for each rule',
    question: 'rejected-traffic',
    rows: [{ ...FLOW, ...DENIED }, { ...FLOW, ...DENIED, FlowLogResourceId: 'nw/log-b' }, FLOW],
    expected: [{ ...PAIR, port: 443, rule: 'deny-all', rejected_connections: 2, rejected_records: 1 }],
  },
  {
    name: 'a network without encrypted flows has no rows',
    question: 'unencrypted-network-traffic',
    rows: [{ ...FLOW, FlowEncryption: 'Unencrypted' }],
    expected: [],
  },
  {
    name: 'flows of a network with encrypted flows are shown with their state',
    question: 'unencrypted-network-traffic',
    rows: [
      { ...FLOW, FlowEncryption: 'Encrypted', DestIp: '10.0.1.5' },
      { ...FLOW, FlowEncryption: 'Unsupported hardware' },
    ],
    expected: [{ ...PAIR, encryption: 'Unsupported hardware', bytes_to_destination: 100 }],
  },
  {
    name: 'a surge is compared with the same hour of earlier days, and a future record changes nothing',
    question: 'traffic-surges',
    rows: [...DAYS, { ...FLOW, FlowStartTime: '2036-11-20T12:05:00Z' }],
    expected: [
      {
        kind: 'surge',
        hour: '2026-11-20T12:00:00Z',
        median_bytes: 1100,
        excess_bytes: 4_999_999_999_000,
        history_days: 9,
      },
      { kind: 'no baseline', hour: null, hours_not_compared: 4 },
    ],
  },
  {
    name: 'a service without earlier traffic is new, and outside sources are one',
    question: 'irregular-traffic',
    rows: [
      ...DAYS.slice(0, 9),
      {
        ...INBOUND,
        FlowStartTime: '2026-11-20T12:05:00Z',
        SrcPublicIps: '198.51.100.7|5|5|1|2|10|4000000 198.51.100.8|5|5|1|2|10|20',
      },
    ],
    expected: [
      { kind: 'new', source: 'internet', destination: '10.0.1.4', port: 443, bytes: 4_000_040 },
      { kind: 'no baseline', source: '', hours_not_compared: 3 },
    ],
  },
  {
    name: 'hours without traffic of a service have 0 bytes',
    question: 'expected-traffic',
    rows: [
      FLOW,
      ...[11, 12].map((hour) => ({ ...FLOW, DestPort: 80, FlowStartTime: `2026-11-30T${hour}:05:00Z` })),
    ],
    expected: [
      { port: 80, hours_used: 2, hours_logged: 3, median_bytes: 1100, most_bytes: 1100 },
      { port: 443, hours_used: 1, hours_logged: 3, median_bytes: 0, most_bytes: 1100 },
    ],
  },
];

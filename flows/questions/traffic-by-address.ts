import { type Question, QuestionGroup } from './question';
import { DESTINATION, MEASURES, ranking, SEEN, SEEN_TWICE, SOURCE, TRAFFIC } from './sql';

const LIMIT = 50;

export const TRAFFIC_BY_SOURCE: Question = {
  name: 'traffic-by-source',
  group: QuestionGroup.VOLUME,
  title: 'What does each address send?',
  about:
    'Per source address: how many destinations and ports, what was let through, bytes, first and last ' +
    `seen. A line in the query narrows it to one address. ${SEEN_TWICE} The ${LIMIT} largest.`,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TrafficFrmSrcAddr'],
  sql: ranking({
    by: [`${SOURCE} as source`],
    show: shown('destinations', DESTINATION),
    where: `${TRAFFIC}\n${narrow(SOURCE)}`,
    limit: LIMIT,
  }),
};

export const TRAFFIC_BY_DESTINATION: Question = {
  name: 'traffic-by-destination',
  group: QuestionGroup.VOLUME,
  title: 'What does each address receive?',
  about:
    'Per destination address: how many sources and ports, what was let through, bytes, first and last ' +
    `seen. A line in the query narrows it to one address. ${SEEN_TWICE} The ${LIMIT} largest.`,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TrafficToDstAddr'],
  sql: ranking({
    by: [`${DESTINATION} as destination`],
    show: shown('sources', SOURCE),
    where: `dst_addr is not null\n${narrow(DESTINATION)}`,
    limit: LIMIT,
  }),
};

export const TCP_TRAFFIC_BY_SOURCE: Question = {
  name: 'tcp-traffic-by-source',
  group: QuestionGroup.VOLUME,
  title: 'What does each address send over TCP?',
  about:
    'TCP alone, per source address: destinations, connections opened as far as the logs tell, bytes, ' +
    `first and last seen. A line in the query narrows it to one address. ${SEEN_TWICE} The ${LIMIT} ` +
    'largest.',
  needs: ['src_addr', 'dst_addr', 'protocol', 'bytes_out'],
  alsoKnownAs: ['TopTCPTraffic'],
  sql: ranking({
    by: [`${SOURCE} as source`],
    show: `count(distinct ${DESTINATION}) as destinations,
  count(case when initiator = 'src' then 1 end) as opening_records,
  ${MEASURES},
  ${SEEN}`,
    where: `${TRAFFIC}\n  and protocol = 6\n${narrow(SOURCE)}`,
    limit: LIMIT,
  }),
};

function shown(others: string, address: string): string {
  return `count(distinct ${address}) as ${others},
  count(distinct dst_port) as dst_ports,
  count(case when action = 'accept' then 1 end) as accepted,
  count(case when action = 'reject' then 1 end) as rejected,
  ${MEASURES},
  ${SEEN}`;
}

function narrow(address: string): string {
  return `  -- to one address: and ${address} = '10.0.0.1'`;
}

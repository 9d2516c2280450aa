import { type Question, QuestionGroup } from './question';
import { ascending, DESTINATION, exactSum, MEASURES, ranking, SEEN, SEEN_TWICE, SOURCE } from './sql';

const LIMIT = 50;
const FLOW = [`${SOURCE} as source`, `${DESTINATION} as destination`, 'dst_port', 'protocol'];
const PACKETS = `count(*) as records,
  ${exactSum('packets_out')} as packets_out,
  ${SEEN}`;

export const ACCEPTED_TRAFFIC: Question = {
  name: 'accepted-traffic',
  group: QuestionGroup.VERDICT,
  title: 'What was let through?',
  about:
    `Accepted records by source, destination and port, every protocol. ${SEEN_TWICE} The ${LIMIT} most ` +
    'frequent.',
  needs: ['action', 'src_addr', 'dst_addr'],
  alsoKnownAs: ['AcceptedTraffic'],
  sql: ranking({
    by: FLOW,
    show: `${MEASURES},\n  ${SEEN}`,
    where: "action = 'accept'",
    first: 'count(*)',
    limit: LIMIT,
  }),
};

export const REJECTED_TRAFFIC: Question = {
  name: 'rejected-traffic',
  group: QuestionGroup.VERDICT,
  title: 'What was turned away?',
  about:
    `Rejected records by source, destination, port and reason, every protocol; the ${LIMIT} most ` +
    'frequent.',
  needs: ['action', 'src_addr', 'dst_addr'],
  alsoKnownAs: ['RejectedTraffic'],
  sql: ranking({
    by: [...FLOW, 'reject_reason'],
    show: PACKETS,
    where: "action = 'reject'",
    first: 'count(*)',
    limit: LIMIT,
  }),
};

export const REJECTED_TCP_TRAFFIC: Question = {
  name: 'rejected-tcp-traffic',
  group: QuestionGroup.VERDICT,
  title: 'Which TCP connections were turned away of late?',
  about: `Rejected TCP records, connection by connection with both ports; the ${LIMIT} last ones.`,
  needs: ['action', 'protocol', 'src_addr', 'dst_addr', 'start_time'],
  alsoKnownAs: ['RejectedTCPTraffic'],
  sql: `select
  ${SOURCE} as source,
  src_port,
  ${DESTINATION} as destination,
  dst_port,
  ${PACKETS}
from flows
where action = 'reject'
  and protocol = 6
group by 1, 2, 3, 4
order by max(coalesce(end_time, start_time)) desc nulls last, ${ascending(1, 2, 3, 4)}
limit ${LIMIT}`,
};

export const REJECT_REASONS: Question = {
  name: 'reject-reasons',
  group: QuestionGroup.VERDICT,
  title: 'What was rejected by a control of the network, not by a rule?',
  about:
    'Records with a reason of their own, such as BPA (block public access) and EC (encryption ' +
    'controls), by reason, network, source, destination and port. Where public access is blocked, ' +
    `bytes are not measured. The ${LIMIT} most frequent.`,
  needs: ['reject_reason', 'src_addr', 'dst_addr'],
  sql: ranking({
    by: ['reject_reason', 'network_id', 'direction', ...FLOW],
    show: PACKETS,
    where: 'reject_reason is not null',
    first: 'count(*)',
    limit: LIMIT,
  }),
};

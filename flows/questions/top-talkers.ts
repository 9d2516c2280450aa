import { type Question, QuestionGroup } from './question';
import { DESTINATION, exactSum, ranking, SEEN_TWICE, SOURCE, TRAFFIC } from './sql';

const LIMIT = 50;

export const TOP_TALKERS: Question = {
  name: 'top-talkers',
  group: QuestionGroup.WHO,
  title: 'Who talks most to whom?',
  about:
    'Pairs of addresses by bytes, both directions measured; the addresses in the packets where the ' +
    `logs have them. ${SEEN_TWICE} The ${LIMIT} largest.`,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TotalBytesTransferredPacketLevel'],
  sql: pairs(SOURCE, DESTINATION),
};

export const TOP_INTERFACE_PAIRS: Question = {
  name: 'top-interface-pairs',
  group: QuestionGroup.WHO,
  title: 'Which interfaces talk most to which?',
  about:
    'Pairs of addresses by bytes, as the logged interface has them: behind a gateway or a node that is ' +
    `the gateway's or the node's own address. ${SEEN_TWICE} The ${LIMIT} largest.`,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TotalBytesTransferred'],
  sql: pairs('src_addr', 'dst_addr'),
};

export const TOP_ADDRESSES: Question = {
  name: 'top-addresses',
  group: QuestionGroup.WHO,
  title: 'Which addresses send and receive most?',
  about:
    'Addresses by bytes sent and received; the addresses in the packets where the logs have them. ' +
    `${SEEN_TWICE} The ${LIMIT} largest.`,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TopTalkersPacketLevel'],
  sql: addresses(SOURCE, DESTINATION),
};

export const TOP_INTERFACE_ADDRESSES: Question = {
  name: 'top-interface-addresses',
  group: QuestionGroup.WHO,
  title: 'Which addresses of interfaces send and receive most?',
  about:
    'Addresses by bytes sent and received, as the logged interface has them: behind a gateway or a ' +
    `node that is the gateway's or the node's own address. ${SEEN_TWICE} The ${LIMIT} largest.`,
  needs: ['src_addr', 'dst_addr', 'bytes_out'],
  alsoKnownAs: ['TopTalkers'],
  sql: addresses('src_addr', 'dst_addr'),
};

function pairs(source: string, destination: string): string {
  return ranking({
    by: [`${source} as source`, `${destination} as destination`],
    where: TRAFFIC,
    limit: LIMIT,
  });
}

function addresses(source: string, destination: string): string {
  const sent = exactSum('sent');
  const received = exactSum('received');
  return `select
  address,
  ${sent} as bytes_sent,
  ${received} as bytes_received,
  count(*) as records
from (
  select ${source} as address, bytes_out as sent, bytes_in as received from flows where ${TRAFFIC}
  union all
  select ${destination}, bytes_in, bytes_out from flows where ${TRAFFIC}
) ends
group by 1
order by coalesce(${sent}, 0) + coalesce(${received}, 0) desc, 1 nulls last
limit ${LIMIT}`;
}

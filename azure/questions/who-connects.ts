import { QuestionGroup } from '../../flows/questions';
import {
  ADDRESSES,
  EACH_ADDRESS,
  FLOWS,
  FLOWS_AND_ADDRESSES,
  first,
  IS_FROM_OUTSIDE,
  MEASURES,
  NO_PLATFORM,
  SEEN,
  VERDICTS,
  WHAT_A_RECORD_IS,
  WITHOUT_PLATFORM,
} from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

const LIMIT = 50;

/** A row for each public address that opens flows, with what is known of it. */
const FROM_OUTSIDE = `${ADDRESSES}
${FLOWS}
| where ${IS_FROM_OUTSIDE}
${EACH_ADDRESS}
${WITHOUT_PLATFORM}
| lookup kind=leftouter addresses on $left.source == $right.address
| extend src_country = iff(isempty(Country), country, Country)`;

export const WHO_CONNECTS: KqlQuestion = {
  name: 'who-connects',
  group: QuestionGroup.WHO,
  title: 'Who connects to the network?',
  about:
    'Public addresses that open flows into the network, let through or not: what they asked for, when, and what ' +
    `Traffic Analytics knows of them. ${NO_PLATFORM} ${WHAT_A_RECORD_IS} The ${LIMIT} with most records.`,
  tables: FLOWS_AND_ADDRESSES,
  kql: `${FROM_OUTSIDE}
| summarize
    ${VERDICTS},
    destinations = count_distinct(destination),
    dst_ports = count_distinct(dst_port),
    ${MEASURES},
    ${SEEN}
    by source, src_country, threat_type
${first(LIMIT, 'records desc', 'source', 'src_country', 'threat_type')}`,
  show: KqlShow.TABLE,
};

export const CONNECTING_COUNTRIES: KqlQuestion = {
  name: 'connecting-countries',
  group: QuestionGroup.WHO,
  title: 'From where is the network reached?',
  about:
    'Countries (two letters) of the public addresses that open flows into the network, let through or not; blank ' +
    `for those of Azure, and for those that Traffic Analytics can not place. ${NO_PLATFORM} ${WHAT_A_RECORD_IS}`,
  tables: FLOWS_AND_ADDRESSES,
  kql: `${FROM_OUTSIDE}
| summarize
    sources = count_distinct(source),
    ${VERDICTS},
    destinations = count_distinct(destination),
    ${MEASURES},
    ${SEEN}
    by src_country
| order by records desc, src_country asc`,
  show: KqlShow.MAP,
};

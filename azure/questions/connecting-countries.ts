import { CONNECTING_COUNTRIES as QUESTION } from '../../flows/questions/connecting-countries';
import { FLOWS_AND_ADDRESSES, MEASURES, PLATFORM_NOTE, RECORD_NOTE, SEEN, VERDICTS } from './kql/expressions';
import { INBOUND_FLOWS } from './kql/inbound-flows';
import { kqlQuestion } from './kql-question';

export const CONNECTING_COUNTRIES = kqlQuestion(QUESTION, {
  tables: FLOWS_AND_ADDRESSES,
  notes:
    'The country has two letters. It is blank for Azure addresses, and for addresses that Traffic Analytics cannot ' +
    `locate. ${PLATFORM_NOTE} ${RECORD_NOTE}`,
  kql: `${INBOUND_FLOWS}
| summarize
    sources = count_distinct(source),
    ${VERDICTS},
    destinations = count_distinct(destination),
    ${MEASURES},
    ${SEEN}
    by src_country
| order by records desc, src_country asc`,
});

import { END_BYTES_COLUMNS, NETWORK_COLUMNS } from '../../flows/questions/columns';
import { CONNECTING_COUNTRIES as QUESTION } from '../../flows/questions/connecting-countries';
import { analyticsConnections } from './kql/analytics-connections';
import { FLOWS_AND_ADDRESSES } from './kql/analytics-rows';
import { CONNECTIONS_FIRST, grouped, INBOUND_MEASURES } from './kql/connection-measures';
import { FLOW_FILTERS } from './kql/filters';
import { AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END, ONE_POINT, OUTSIDE_SUBNETS } from './kql/notes';
import { ADDRESSES, DETAILS_NOTE, IS_INBOUND, WITH_DETAILS } from './kql/public-addresses';
import { kqlQuestion } from './kql-question';

const COLUMNS = {
  keys: [...NETWORK_COLUMNS, 'source_country'],
  values: ['sources', 'destinations', ...INBOUND_MEASURES],
};

export const CONNECTING_COUNTRIES = kqlQuestion(QUESTION, {
  tables: FLOWS_AND_ADDRESSES,
  notes: [OUTSIDE_SUBNETS, DETAILS_NOTE, ONE_POINT, AGGREGATED, FLOWS_COUNTED, NETWORK_OF_END].join(' '),
  columns: COLUMNS,
  filters: FLOW_FILTERS,
  bytes: END_BYTES_COLUMNS,
  select: `${ADDRESSES}${analyticsConnections()}connections
| where ${IS_INBOUND}
${WITH_DETAILS}
${grouped(COLUMNS)}`,
  order: CONNECTIONS_FIRST,
});

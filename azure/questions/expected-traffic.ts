import { NETWORK_COLUMNS } from '../../flows/questions/columns';
import { EXPECTED_TRAFFIC as QUESTION } from '../../flows/questions/expected-traffic';
import { analyticsConnections } from './kql/analytics-connections';
import { LOGGED_HOURS } from './kql/analytics-interface-hours';
import { FLOWS_TABLE } from './kql/analytics-rows';
import { FLOW_FILTERS } from './kql/filters';
import { AGGREGATED, HOUR_OF_INTERVAL, NETWORK_OF_END, ONE_POINT } from './kql/notes';
import { serviceHours } from './kql/service-hours';
import { kqlQuestion } from './kql-question';

const SERVICE = ['network_id', 'destination', 'port', 'protocol'];

export const EXPECTED_TRAFFIC = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: [
    'The hours are those in which the subscription has a record. An hour without traffic of the service has 0 bytes.',
    ...[ONE_POINT, AGGREGATED, HOUR_OF_INTERVAL, NETWORK_OF_END],
  ].join(' '),
  columns: {
    keys: [...NETWORK_COLUMNS, 'destination', 'port', 'protocol'],
    values: ['hours_used', 'hours_logged', 'share_of_hours', 'median_bytes', 'most_bytes'],
  },
  filters: FLOW_FILTERS,
  select: `${analyticsConnections()}let logged = ${LOGGED_HOURS}
| summarize hours_logged = count_distinct(hour) by cloud, account_id;
${serviceHours(...SERVICE)}
| summarize
    hours_used = count(),
    sorted = array_sort_asc(make_list(bytes)),
    most_bytes = max(bytes)
    by cloud, account_id, ${SERVICE.join(', ')}
| lookup kind=leftouter logged on cloud, account_id
| extend
    hours_logged = max_of(coalesce(hours_logged, 0), hours_used)
| extend
    share_of_hours = todouble(hours_used) / hours_logged,
    place = (hours_logged - 1) / 2 - (hours_logged - hours_used)
| extend median_bytes = iff(place < 0, 0, tolong(sorted[place]))`,
  order: ['hours_used desc', 'median_bytes desc', 'most_bytes desc'],
  bytes: ['most_bytes'],
});

import { BASELINE_NOTE, INTERNET, noBaselineNote } from '../../flows/questions/baseline';
import { NETWORK_COLUMNS } from '../../flows/questions/columns';
import { IRREGULAR_TRAFFIC as QUESTION } from '../../flows/questions/irregular-traffic';
import { analyticsConnections } from './kql/analytics-connections';
import { LOGGED_HOURS } from './kql/analytics-interface-hours';
import { FLOWS_TABLE } from './kql/analytics-rows';
import { FLOW_FILTERS } from './kql/filters';
import { IRREGULAR_MEASURES, IRREGULAR_ORDER, irregularHours } from './kql/irregular-hours';
import { AGGREGATED, HISTORY_IN_RANGE, HOUR_OF_INTERVAL, ONE_POINT, OUTSIDE_SUBNETS } from './kql/notes';
import { serviceHours } from './kql/service-hours';
import { kqlQuestion } from './kql-question';

const COLUMNS = [
  { name: 'network_id', none: '""' },
  { name: 'source', none: '""' },
  { name: 'destination', none: '""' },
  { name: 'port', none: 'int(null)' },
  { name: 'protocol', none: 'int(null)' },
];
const NAMES = COLUMNS.map(({ name }) => name);

export const IRREGULAR_TRAFFIC = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: [
    `Kind \`new\`: a source and a service without traffic before. All outside sources are one, \`${INTERNET}\`.`,
    ...[
      BASELINE_NOTE,
      noBaselineNote('subscription'),
      HISTORY_IN_RANGE,
      OUTSIDE_SUBNETS,
      ONE_POINT,
      AGGREGATED,
      HOUR_OF_INTERVAL,
    ],
  ].join(' '),
  columns: {
    keys: [...NETWORK_COLUMNS, 'kind', ...NAMES.filter((name) => name !== 'network_id'), 'hour'],
    values: IRREGULAR_MEASURES,
  },
  filters: FLOW_FILTERS,
  select: irregularHours({
    statements: analyticsConnections(),
    hours: serviceHours(...NAMES),
    logged: LOGGED_HOURS,
    columns: COLUMNS,
    combinedBy: [],
    kind: 'iff(is_new, "new", "volume")',
  }),
  order: IRREGULAR_ORDER,
  bytes: ['bytes'],
});

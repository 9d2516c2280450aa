import { BASELINE_NOTE, noBaselineNote, SURGE } from '../../flows/questions/baseline';
import { QuestionFilter } from '../../flows/questions/filters';
import { TRAFFIC_SURGES as QUESTION } from '../../flows/questions/traffic-surges';
import { INTERFACE_HOURS, LOGGED_HOURS } from './kql/analytics-interface-hours';
import { FLOWS_TABLE } from './kql/analytics-rows';
import { FLOW_FILTERS } from './kql/filters';
import { IRREGULAR_MEASURES, IRREGULAR_ORDER, irregularHours } from './kql/irregular-hours';
import { HISTORY_IN_RANGE, HOUR_OF_INTERVAL } from './kql/notes';
import { kqlQuestion } from './kql-question';

export const TRAFFIC_SURGES = kqlQuestion(QUESTION, {
  tables: FLOWS_TABLE,
  notes: `${BASELINE_NOTE} ${noBaselineNote('interface')} ${HISTORY_IN_RANGE} The interface is the MAC address of a card. ${HOUR_OF_INTERVAL}`,
  columns: {
    keys: ['cloud', 'account_id', 'network_id', 'interface', 'kind', 'hour'],
    values: IRREGULAR_MEASURES,
  },
  filters: FLOW_FILTERS.filter((filter) => filter !== QuestionFilter.INTERNAL_NETWORKS),
  select: irregularHours({
    statements: INTERFACE_HOURS,
    hours: 'interface_hours\n| where bytes > 0',
    logged: LOGGED_HOURS,
    columns: [
      { name: 'network_id', none: '""' },
      { name: 'interface', none: '""' },
    ],
    combinedBy: ['network_id', 'interface'],
    kind: `"${SURGE}"`,
  }),
  order: IRREGULAR_ORDER,
  bytes: ['bytes'],
});

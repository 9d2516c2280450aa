import { QuestionGroup } from '../../flows/questions';
import { FLOWS, FLOWS_ALONE, first, SEEN_TWICE } from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';
import { middleOf, serviceHours, WHAT_AN_HOUR_IS } from './service-hours';

const SERVICE = 'server, port, protocol';
const LIMIT = 100;

export const EXPECTED_TRAFFIC: KqlQuestion = {
  name: 'expected-traffic',
  group: QuestionGroup.PATTERN,
  title: 'What is expected: which services are used hour after hour, and how much?',
  about:
    'Per service: the hours in which it was used, their share of all hours with records, and the median (the lesser ' +
    `of two in the middle), least and most bytes of those hours. ${WHAT_AN_HOUR_IS} ${SEEN_TWICE} The ${LIMIT} used ` +
    'most steadily.',
  tables: FLOWS_ALONE,
  kql: `let logged = toscalar(${FLOWS}
| summarize count_distinct(bin(FlowStartTime, 1h)));
${serviceHours(SERVICE)}
| summarize
    hours_used = count(),
    sorted = array_sort_asc(make_list(bytes)),
    least_bytes = min(bytes),
    most_bytes = max(bytes)
    by ${SERVICE}
| project
    ${SERVICE},
    hours_used,
    hours_logged = logged,
    share_of_hours = todouble(hours_used) / logged,
    median_bytes = ${middleOf('sorted')},
    least_bytes,
    most_bytes
${first(LIMIT, 'hours_used desc, median_bytes desc', 'server', 'port', 'protocol')}`,
  show: KqlShow.TABLE,
};

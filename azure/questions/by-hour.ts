import { QuestionGroup } from '../../flows/questions';
import { FLOWS, FLOWS_ALONE, WHAT_A_RECORD_IS } from './flow-pieces';
import { type KqlQuestion, KqlShow } from './kql-question';

export const BYTES_BY_HOUR: KqlQuestion = {
  name: 'bytes-by-hour',
  group: QuestionGroup.VOLUME,
  title: 'How much goes through, hour by hour?',
  about: `Records and bytes by the UTC hour of their first flow. ${WHAT_A_RECORD_IS}`,
  tables: FLOWS_ALONE,
  kql: `${FLOWS}
| summarize
    bytes_out = sum(BytesSrcToDest),
    bytes_in = sum(BytesDestToSrc),
    records = count()
    by hour = bin(FlowStartTime, 1h)
| order by hour asc`,
  show: KqlShow.TIMECHART,
};

export const FLOWS_BY_HOUR: KqlQuestion = {
  name: 'flows-by-hour',
  group: QuestionGroup.VOLUME,
  title: 'How many flows are let through and turned away, hour by hour?',
  about: 'Flows, not records, by the UTC hour of the first flow of their record.',
  tables: FLOWS_ALONE,
  kql: `${FLOWS}
| summarize
    accepted = sum(AllowedInFlows + AllowedOutFlows),
    rejected = sum(DeniedInFlows + DeniedOutFlows)
    by hour = bin(FlowStartTime, 1h)
| order by hour asc`,
  show: KqlShow.TIMECHART,
};

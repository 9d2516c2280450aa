import { recordTypeLosses, recordTypesIn } from '../../azure/flow-log/record-type';
import type { PropertyChange } from '../change/flow-log-change';
import { NO_FILTER } from '../change/properties';
import { type AzureFlowLog, Cloud, isAzureFlowLog, type Value } from '../facts';
import { type ChangeRule, fail, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const TRAFFIC_NARROWED: ChangeRule = {
  id: 'FLS506',
  name: 'traffic-narrowed',
  title: 'a change does not narrow the recorded traffic',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Traffic that is no longer recorded looks like traffic that no longer occurs.',
  fix: 'keep the traffic type, or record all flows without a filter',
  bad: 'TrafficType changes from ALL to REJECT',
  good: 'TrafficType changes from REJECT to ALL',

  checkChange: ({ changes }) =>
    changes.flatMap(({ flowLog, properties }): Verdict[] => {
      if (isAzureFlowLog(flowLog)) return azureVerdicts(flowLog, properties);
      const traffic = properties.find(({ name }) => name === 'traffic type');
      if (!traffic || traffic.after === 'ALL') return [];
      return [
        fail(flowLog, `the traffic type changes from ${traffic.before} to ${traffic.after}`, {
          fix: `keep ${traffic.before}`,
          ...('traffic' in flowLog && flowLog.traffic.at !== undefined && { at: flowLog.traffic.at }),
        }),
      ];
    }),
};

/** A filter narrows the traffic: whether another filter omits less is not compared. */
function azureVerdicts(flowLog: AzureFlowLog, properties: readonly PropertyChange[]): Verdict[] {
  return properties.flatMap(({ name, before, after }): Verdict[] => {
    if (name === 'filter' && after !== NO_FILTER) {
      const message = `the filter changes from ${before} to ${after}`;
      const fix = before === NO_FILTER ? 'remove the filter' : `keep ${before}`;
      return [fail(flowLog, message, { fix, ...at(flowLog.filter) })];
    }
    if (name !== 'record types') return [];
    const types = recordTypesIn(after);
    const lost = recordTypesIn(before).filter((type) => !types.includes(type));
    if (lost.length === 0) return [];
    const message = `the record types change from ${before} to ${after}: ${recordTypeLosses(types).join(' and ')} are omitted`;
    return [fail(flowLog, message, { fix: `keep ${before}`, ...at(flowLog.recordTypes) })];
  });
}

function at(value: Value<unknown>): { readonly at?: string } {
  return value.at === undefined ? {} : { at: value.at };
}

import { Cloud } from '../facts';
import { type ChangeRule, fail, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const TRAFFIC_NARROWED: ChangeRule = {
  id: 'FLS506',
  name: 'traffic-narrowed',
  title: 'a change does not narrow the recorded traffic',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'Traffic that is no longer recorded looks like traffic that no longer occurs.',
  fix: 'keep the traffic type',
  bad: 'TrafficType changes from ALL to REJECT',
  good: 'TrafficType changes from REJECT to ALL',

  checkChange: ({ changes }) =>
    changes.flatMap(({ flowLog, properties }): Verdict[] => {
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

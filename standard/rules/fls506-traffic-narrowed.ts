import { Cloud } from '../facts';
import { type ChangeRule, fail, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const TRAFFIC_NARROWED: ChangeRule = {
  id: 'FLS506',
  name: 'traffic-narrowed',
  title: 'traffic that is logged stays so',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'What is no longer recorded looks as if it no longer happened.',
  fix: 'keep the traffic type',
  bad: 'TrafficType: ALL becomes REJECT',
  good: 'TrafficType: REJECT becomes ALL',

  checkChange: ({ changes }) =>
    changes.flatMap(({ flowLog, properties }): Verdict[] => {
      const traffic = properties.find(({ name }) => name === 'traffic type');
      if (!traffic || traffic.after === 'ALL') return [];
      return [
        fail(flowLog, `traffic was ${traffic.before}, and will be ${traffic.after}`, {
          fix: `keep ${traffic.before}`,
          ...('traffic' in flowLog && flowLog.traffic.at !== undefined && { at: flowLog.traffic.at }),
        }),
      ];
    }),
};

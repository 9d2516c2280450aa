import { widestTraffic } from '../../aws/flow-log';
import { Cloud, isAwsFlowLog, type Value } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { recordsTraffic } from '../rule-support/records-traffic';
import { standardRequires } from '../rule-support/required-by';
import { fail, pass, type RequirementRule, undecidedBy } from '../rule-support/rule';
import { Severity } from '../severity';

export const TRAFFIC_TYPE: RequirementRule = {
  id: 'FLS301',
  name: 'traffic-type',
  title: 'a flow log records the traffic that the standard requires',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'A flow log of rejected traffic shows failed connections, but not the connections that were established. One of accepted traffic shows no failed connections.',
  fix: 'set TrafficType to ALL',
  bad: flowLogExample({ TrafficType: 'REJECT' }),
  good: flowLogExample({ TrafficType: 'ALL' }),

  evaluate(flowLog, requirements) {
    const required = widestTraffic(requirements.map(({ aws }) => aws.traffic));
    if (!isAwsFlowLog(flowLog) || required === undefined) return undefined;
    const answer = recordsTraffic(flowLog, required);
    if (!answer.known) return undecidedBy(flowLog, answer);
    if (answer.value) return pass(flowLog);
    return fail(
      flowLog,
      `the traffic type is ${wordsOf(flowLog.traffic)}; ${standardRequires(requirements)} ${required}`,
      {
        fix: `set the traffic type to ALL${required === 'ALL' ? '' : `, which includes ${required}`}`,
        at: answer.at,
      },
    );
  },
};

function wordsOf(traffic: Value<string | undefined>): string {
  const all = traffic.known ? [traffic.value] : (traffic.candidates ?? []);
  return all.map((type) => type ?? 'not set').join(' or ');
}

import { Cloud } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const DESTINATION_TYPE: Rule = {
  id: 'FLS404',
  name: 'destination-type',
  title: 'records go to a kind of place that the standard allows',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'Logs in a place that nobody reads are as good as none.',
  fix: 'deliver to one of the destinations of the standard',
  bad: flowLogExample({ LogDestinationType: 'cloud-watch-logs' }),
  good: flowLogExample({ LogDestinationType: 's3' }),

  check(model, standard) {
    const allowed = [...new Set(standard.aws.destinations?.map(({ type }) => type))];
    if (allowed.length === 0) return [];
    return forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.destinationType, (type = DEFAULTS.destinationType, at) => {
        if (allowed.some((each) => each === type)) return pass(flowLog);
        return fail(flowLog, `records go to ${type}, and the standard has ${allowed.join(', ')}`, {
          fix: `deliver to ${allowed.join(' or ')}`,
          at,
        });
      }),
    );
  },
};

import { Cloud } from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const DESTINATION_TYPE: Rule = {
  id: 'FLS404',
  name: 'destination-type',
  title: 'the destination has a type that the standard allows',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'The tools that read flow logs only read destinations of the expected types.',
  fix: 'deliver to a destination of an allowed type',
  bad: flowLogExample({ LogDestinationType: 'cloud-watch-logs' }),
  good: flowLogExample({ LogDestinationType: 's3' }),

  check(model, standard) {
    const allowed = [...new Set(standard.aws.destinations?.map(({ type }) => type))];
    if (allowed.length === 0) return [];
    return forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.destinationType, (type = DEFAULTS.destinationType, at) => {
        if (allowed.some((each) => each === type)) return pass(flowLog);
        return fail(flowLog, `the destination type is ${type}; the standard allows ${allowed.join(', ')}`, {
          fix: `deliver to ${allowed.join(' or ')}`,
          at,
        });
      }),
    );
  },
};

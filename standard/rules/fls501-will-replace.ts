import { ChangeKind } from '../change/flow-log-change';
import { Cloud } from '../facts';
import { type ChangeRule, fail } from '../rule-support/rule';
import { Severity } from '../severity';

export const WILL_REPLACE: ChangeRule = {
  id: 'FLS501',
  name: 'will-replace',
  title: 'a change does not replace a flow log',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'The replacement has another id, and traffic between deletion and creation can be missing from both flow logs.',
  fix: 'add a second flow log, run both in parallel for a while, and remove the first in a later deployment',
  bad: 'one deployment changes MaxAggregationInterval from 600 to 60',
  good: 'a deployment adds a second AWS::EC2::FlowLog with 60, and the next deployment removes the first',

  checkChange: ({ changes }) =>
    changes
      .filter(({ kind }) => kind === ChangeKind.REPLACED)
      .map(({ flowLog, properties, gap = '' }) => {
        const immutable = properties
          .filter(({ forcesReplacement }) => forcesReplacement)
          .map(({ name }) => name);
        const cause =
          immutable.length > 0
            ? `its ${immutable.join(', ')} cannot be updated in place`
            : 'its name changes';
        return fail(flowLog, `the deployment replaces the flow log, because ${cause}; ${gap}`);
      }),
};

import { ChangeKind } from '../change/flow-log-change';
import { Cloud } from '../facts';
import { type ChangeRule, fail } from '../rule-support/rule';
import { Severity } from '../severity';

export const WILL_REPLACE: ChangeRule = {
  id: 'FLS501',
  name: 'will-replace',
  title: 'a change makes no flow log anew',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'A flow log that is made anew has another id, and what happens in between may be in none of the two.',
  fix: 'add a second flow log, let both record for a while, and remove the first one in a later deployment',
  bad: 'MaxAggregationInterval: 600 becomes 60 in one deployment',
  good: 'a second AWS::EC2::FlowLog has 60, and the first goes a deployment later',

  checkChange: ({ changes }) =>
    changes
      .filter(({ kind }) => kind === ChangeKind.REPLACED)
      .map(({ flowLog, properties, gap = '' }) => {
        const fixed = properties.filter(({ forcesReplacement }) => forcesReplacement).map(({ name }) => name);
        const why = fixed.length > 0 ? `its ${fixed.join(', ')} can not be changed` : 'it has another name';
        return fail(flowLog, `it will be made anew, since ${why}; ${gap}`);
      }),
};

import { Cloud } from '../facts';
import { type ChangeRule, fail, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const CHANGE_REFUSED: ChangeRule = {
  id: 'FLS509',
  name: 'change-refused',
  title: 'the cloud carries out the change as planned',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'A deployment that fails halfway, or that reports success without a change, can leave a network without a flow log.',
  fix: 'change one thing per deployment, and keep the names of resources',
  bad: 'the logical id of an AWS::EC2::FlowLog changes, and its properties stay the same',
  good: 'the logical id stays the same',

  checkChange: ({ changes }) =>
    changes.flatMap(({ flowLog, refusal }): Verdict[] => {
      if (!refusal) return [];
      const { message, fix, isCertain, isUndecided } = refusal;
      if (isUndecided) return [undecided(flowLog, message)];
      return [fail(flowLog, message, { fix, ...(!isCertain && { severity: Severity.WARNING }) })];
    }),
};

import { kindsThatFill } from '../../aws/fields';
import { Cloud, isAwsFlowLog } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { standardRequires } from '../rule-support/required-by';
import { misplacedField, presentIn } from '../rule-support/required-fields';
import { fail, pass, type RequirementRule } from '../rule-support/rule';
import { isForAll, placeholders, resourceKindOf, writtenFormat } from '../rule-support/written-format';
import { Severity } from '../severity';

export const FIELD_ORDER: RequirementRule = {
  id: 'FLS204',
  name: 'field-order',
  title: 'a log format starts with the required fields, in the order of the standard',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'A reader that identifies columns by position reads the wrong columns.',
  fix: 'write the fields in the order of the standard',
  bad: flowLogExample({ LogFormat: '${dstaddr} ${srcaddr}' }),
  good: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr}' }),

  evaluate(flowLog, requirements) {
    const ordered = requirements.flatMap(({ aws }) => aws.ordered);
    if (!isAwsFlowLog(flowLog) || ordered.length === 0) return undefined;
    const [verdict] = whenKnown(flowLog, writtenFormat(flowLog), ({ names }, at) => {
      // FLS201 reports missing fields
      const position = misplacedField(names, ordered);
      if (position === undefined) return pass(flowLog);
      const kind = resourceKindOf(flowLog);
      const isRequired = (name: string) =>
        names.includes(name) || (kind.known ? kindsThatFill(name).has(kind.value) : isForAll(name));
      const rest = names.filter((name) => !ordered.includes(name));
      const expected = presentIn(names, ordered)[position];
      return fail(
        flowLog,
        `field ${position + 1} is ${names[position]}; ${standardRequires(requirements)} ${expected} in this position`,
        { fix: `set the log format to ${placeholders([...ordered.filter(isRequired), ...rest])}`, at },
      );
    });
    return verdict;
  },
};

import { kindsThatFill } from '../../aws/fields';
import { Cloud } from '../facts';
import { FieldOrder } from '../file/field-order';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { isForAll, placeholders, resourceKindOf, writtenFormat } from '../rule-support/written-format';
import { Severity } from '../severity';

export const FIELD_ORDER: Rule = {
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

  check(model, standard) {
    const { required, order } = standard.aws.format;
    if (order !== FieldOrder.EXACT) return [];
    return forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, writtenFormat(flowLog), ({ names }, at) => {
        // FLS201 reports missing fields
        const expected = required.filter((name) => names.includes(name));
        const first = expected.findIndex((name, index) => names[index] !== name);
        if (first === -1) return pass(flowLog);
        const kind = resourceKindOf(flowLog);
        const isRequired = (name: string) =>
          names.includes(name) || (kind.known ? kindsThatFill(name).has(kind.value) : isForAll(name));
        const rest = names.filter((name) => !required.includes(name));
        return fail(
          flowLog,
          `field ${first + 1} is ${names[first]}; the standard requires ${expected[first]} in this position`,
          {
            fix: `write ${placeholders([...required.filter(isRequired), ...rest])}`,
            at,
          },
        );
      }),
    );
  },
};

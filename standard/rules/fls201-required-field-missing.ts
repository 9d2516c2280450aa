import { kindsThatFill } from '../../aws/fields';
import { Cloud } from '../facts';
import { FieldOrder } from '../file/field-order';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, undecided } from '../rule-support/rule';
import { isForAll, placeholders, resourceKindOf, writtenFormat } from '../rule-support/written-format';
import { Severity } from '../severity';
import type { Standard } from '../standard';

export const REQUIRED_FIELD_MISSING: Rule = {
  id: 'FLS201',
  name: 'required-field-missing',
  title: 'a log format has every field that the standard requires',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why:
    'A missing field cannot be recovered later, and AWS cannot change the format of a flow log: a new format requires ' +
    'a new flow log.',
  fix: 'add the fields to the log format',
  bad: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr} ${bytes}' }),
  good: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr} ${bytes} ${start} ${end} ${action}' }),

  check(model, standard) {
    const { required } = standard.aws.format;
    if (required.length === 0) return [];
    return forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, writtenFormat(flowLog), ({ isGiven, names }, at) => {
        const absent = required.filter((name) => !names.includes(name));
        if (absent.length === 0) return pass(flowLog);
        // AWS rejects fields that the target cannot fill
        const kind = resourceKindOf(flowLog);
        const missing = absent.filter((name) =>
          kind.known ? kindsThatFill(name).has(kind.value) : isForAll(name),
        );
        if (missing.length === 0) {
          return kind.known ? pass(flowLog) : undecided(flowLog, kind.reason, kind.at);
        }
        const seen = isGiven ? 'the log format lacks' : 'no log format is set, and the default of AWS lacks';
        return fail(
          flowLog,
          `${seen} the required ${missing.length === 1 ? 'field' : 'fields'} ${missing.join(', ')}`,
          { fix: `write ${placeholders(inOrder(standard, [...names, ...missing]))}`, at },
        );
      }),
    );
  },
};

function inOrder({ aws }: Standard, names: readonly string[]): readonly string[] {
  const { required, order } = aws.format;
  if (order !== FieldOrder.EXACT) return names;
  return [
    ...required.filter((name) => names.includes(name)),
    ...names.filter((name) => !required.includes(name)),
  ];
}

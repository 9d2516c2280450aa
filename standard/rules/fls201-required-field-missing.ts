import { kindsThatFill } from '../../aws/fields';
import { Cloud } from '../facts';
import { FieldOrder } from '../file/words';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule, undecided } from '../rule-support/rule';
import { isForAll, placeholders, resourceKindOf, writtenFormat } from '../rule-support/written-format';
import { Severity } from '../severity';
import type { Standard } from '../standard';

export const REQUIRED_FIELD_MISSING: Rule = {
  id: 'FLS201',
  name: 'required-field-missing',
  title: 'a format has every field that the standard requires',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why:
    'What a record does not say can not be asked later, and a flow log can not be changed: another format means ' +
    'another flow log.',
  fix: 'add the fields to the format',
  bad: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr} ${bytes}' }),
  good: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr} ${bytes} ${start} ${end} ${action}' }),

  check(model, standard) {
    const { required } = standard.aws.format;
    if (required.length === 0) return [];
    return forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, writtenFormat(flowLog), ({ isGiven, names }, at) => {
        const absent = required.filter((name) => !names.includes(name));
        if (absent.length === 0) return pass(flowLog);
        // no target is asked for what it can not fill: AWS would refuse it
        const kind = resourceKindOf(flowLog);
        const missing = absent.filter((name) =>
          kind.known ? kindsThatFill(name).has(kind.value) : isForAll(name),
        );
        if (missing.length === 0) {
          return kind.known ? pass(flowLog) : undecided(flowLog, kind.reason, kind.at);
        }
        const seen = isGiven ? 'the format lacks' : "no format is given, and AWS's own lacks";
        return fail(
          flowLog,
          `${seen} ${missing.join(', ')}, which ${missing.length === 1 ? 'is' : 'are'} required`,
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

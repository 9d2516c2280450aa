import { Cloud, isAwsFlowLog } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { adjective } from '../rule-support/required-by';
import { missingFrom, orderedFields } from '../rule-support/required-fields';
import { fail, pass, type RequirementRule, undecidedBy } from '../rule-support/rule';
import { placeholders, writtenFormat } from '../rule-support/written-format';
import { Severity } from '../severity';

export const REQUIRED_FIELD_MISSING: RequirementRule = {
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

  evaluate(flowLog, requirements, standard) {
    const required = [...new Set(requirements.flatMap(({ aws }) => aws.fields))];
    if (!isAwsFlowLog(flowLog) || required.length === 0) return undefined;
    const [verdict] = whenKnown(flowLog, writtenFormat(flowLog), ({ isGiven, names }, at) => {
      const lacking = missingFrom(names, flowLog, required, at);
      if (!lacking.known) return undecidedBy(flowLog, lacking);
      const missing = lacking.value;
      if (missing.length === 0) return pass(flowLog);
      const seen = isGiven ? 'the log format lacks' : 'no log format is set, and the default of AWS lacks';
      const noun = missing.length === 1 ? 'field' : 'fields';
      // each new format requires a new flow log: propose the fields of all requirements at once
      const all = missingFrom(names, flowLog, standard.aws.format.required, at);
      const added = new Set([...missing, ...(all.known ? all.value : [])]);
      return fail(flowLog, `${seen} the ${adjective(requirements)} ${noun} ${missing.join(', ')}`, {
        fix: `set the log format to ${placeholders(orderedFields([...names, ...added], standard))}`,
        at,
      });
    });
    return verdict;
  },
};

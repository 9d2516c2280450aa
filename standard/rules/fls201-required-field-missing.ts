import { Cloud } from '../facts';
import { Severity } from '../severity';
import { onAwsFlowLogs, whenKnown } from './each';
import { parsedFormat, placeholders } from './format-facts';
import { fail, pass, type Rule } from './rule';

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
  bad: "LogFormat: '${srcaddr} ${dstaddr} ${bytes}'",
  good: "LogFormat: '${srcaddr} ${dstaddr} ${bytes} ${start} ${end} ${action}'",

  check(estate, standard) {
    const { required } = standard.aws.format;
    return onAwsFlowLogs(estate, (flowLog) =>
      whenKnown(flowLog, flowLog.format, (text, at) => {
        const { fields } = parsedFormat(text, flowLog);
        const missing = required.filter((name) => !fields.some((field) => field.name === name));
        if (missing.length === 0) return pass(flowLog);
        const seen = text === undefined ? "AWS's own format lacks" : 'the format lacks';
        return fail(flowLog, `${seen} ${missing.join(', ')}`, {
          fix: `add ${placeholders(missing)} to the format`,
          at,
        });
      }),
    );
  },
};

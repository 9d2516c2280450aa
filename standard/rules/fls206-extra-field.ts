import { Cloud } from '../facts';
import { Severity } from '../severity';
import { onAwsFlowLogs, whenKnown } from './each';
import { parsedFormat } from './format-facts';
import { fail, pass, type Rule } from './rule';

export const EXTRA_FIELD: Rule = {
  id: 'FLS206',
  name: 'extra-field',
  title: 'a format has no fields beside those of the standard',
  severity: Severity.OFF,
  clouds: [Cloud.AWS],
  why: 'Each field costs storage in every record, and some hold what was not meant to be kept.',
  fix: 'leave the field out, or add it to the standard',
  bad: "required: [srcaddr, dstaddr]; LogFormat: '${srcaddr} ${dstaddr} ${instance-tag}'",
  good: "required: [srcaddr, dstaddr]; LogFormat: '${srcaddr} ${dstaddr}'",

  check(estate, standard) {
    const { required } = standard.aws.format;
    return onAwsFlowLogs(estate, (flowLog) =>
      whenKnown(flowLog, flowLog.format, (text, at) => {
        const extra = parsedFormat(text, flowLog).fields.filter(({ name }) => !required.includes(name));
        if (extra.length === 0) return pass(flowLog);
        return fail(flowLog, `the standard does not ask for ${extra.map(({ name }) => name).join(', ')}`, {
          at,
        });
      }),
    );
  },
};

import { isTgwOnly, isVpcOnly } from '../../aws/fields';
import { Cloud, isAwsFlowLog } from '../facts';
import { allowanceSeverity } from '../file/allowance';
import { flowLogExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type RequirementRule } from '../rule-support/rule';
import { placeholders, writtenFormat } from '../rule-support/written-format';
import { Severity } from '../severity';

export const EXTRA_FIELD: RequirementRule = {
  id: 'FLS206',
  name: 'extra-field',
  title: 'a log format has only the fields that the standard lists',
  since: '0.1.0',
  severity: Severity.OFF,
  clouds: [Cloud.AWS],
  why: 'Each field costs storage in every record, and some fields contain data that should not be retained.',
  fix: 'remove the field, or add it to the standard',
  bad: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr} ${instance-tag}' }),
  good: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr}' }),

  evaluate(flowLog, requirements, standard) {
    const severity = allowanceSeverity(requirements.map(({ aws }) => aws.extra));
    const { required } = standard.aws.format;
    // a standard without required fields does not restrict fields
    if (!isAwsFlowLog(flowLog) || severity === Severity.OFF || required.length === 0) return undefined;
    const isOfTransit = required.some(isTgwOnly);
    const isOfVpc = required.some(isVpcOnly);
    const [verdict] = whenKnown(flowLog, writtenFormat(flowLog), ({ names, isGiven }, at) => {
      // FLS205 reports the default format
      if (!isGiven) return pass(flowLog);
      // a list of VPC fields does not restrict transit gateway fields, and the reverse
      const extra = names.filter(
        (name) =>
          !required.includes(name) &&
          !(isTgwOnly(name) && isOfVpc && !isOfTransit) &&
          !(isVpcOnly(name) && isOfTransit && !isOfVpc),
      );
      if (extra.length === 0) return pass(flowLog);
      const remaining = names.filter((name) => !extra.includes(name));
      return fail(
        flowLog,
        `the log format has ${extra.length === 1 ? 'a field' : 'fields'} that the standard does not list: ${extra.join(', ')}`,
        {
          ...(remaining.length > 0 && {
            fix: `set the log format to ${placeholders(remaining)}, or add the fields to the standard`,
          }),
          at,
          severity,
        },
      );
    });
    return verdict;
  },
};

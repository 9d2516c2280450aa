import { isTgwOnly, isVpcOnly } from '../../aws/fields';
import { Cloud } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { placeholders, writtenFormat } from '../rule-support/written-format';
import { Severity } from '../severity';

export const EXTRA_FIELD: Rule = {
  id: 'FLS206',
  name: 'extra-field',
  title: 'a format has no fields beside those of the standard',
  severity: Severity.OFF,
  clouds: [Cloud.AWS],
  why: 'Each field costs storage in every record, and some hold what was not meant to be kept.',
  fix: 'leave the field out, or add it to the standard',
  bad: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr} ${instance-tag}' }),
  good: flowLogExample({ LogFormat: '${srcaddr} ${dstaddr}' }),

  check(model, standard) {
    const { required } = standard.aws.format;
    // a standard that asks for no field says nothing of others
    if (required.length === 0) return [];
    const isOfTransit = required.some(isTgwOnly);
    const isOfVpc = required.some(isVpcOnly);
    return forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, writtenFormat(flowLog), ({ names, isGiven }, at) => {
        // nobody has chosen what AWS writes by itself
        if (!isGiven) return pass(flowLog);
        // a list for the one kind of flow log is silent on what the other kind alone has
        const extra = names.filter(
          (name) =>
            !required.includes(name) &&
            !(isTgwOnly(name) && isOfVpc && !isOfTransit) &&
            !(isVpcOnly(name) && isOfTransit && !isOfVpc),
        );
        if (extra.length === 0) return pass(flowLog);
        const kept = names.filter((name) => !extra.includes(name));
        return fail(flowLog, `the standard does not ask for ${extra.join(', ')}`, {
          ...(kept.length > 0 && { fix: `write ${placeholders(kept)}, or add the fields to the standard` }),
          at,
        });
      }),
    );
  },
};

import { isTgwOnly, isVpcOnly, kindsThatFill, ResourceKind } from '../../aws/fields';
import { resourceKindOfTarget } from '../../aws/flow-log';
import { FormatProblemKind } from '../../aws/format';
import { Cloud } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { isForAll, parsedFormat, placeholders } from '../rule-support/written-format';
import { Severity } from '../severity';

export const FIELD_UNAVAILABLE_FOR_TARGET: Rule = {
  id: 'FLS207',
  name: 'field-unavailable-for-target',
  title: 'a log format has only fields that its target can fill',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS],
  why: 'AWS rejects fields of another kind of flow log, and writes - for fields that the target never has.',
  fix: 'remove the fields: LogFormat.recommendedFor(kind) has only fields that the target can fill',
  bad: flowLogExample({ LogFormat: '${tgw-id} ${srcaddr}' }),
  good: flowLogExample({
    ResourceType: 'TransitGateway',
    ResourceId: 'tgw-0abc',
    LogFormat: '${tgw-id} ${srcaddr}',
  }),

  check: (model) =>
    forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.format, (text, at) => {
        if (text === undefined) return pass(flowLog);
        const { fields, problems } = parsedFormat(text, flowLog);
        const names = [...new Set(fields.map(({ name }) => name))];
        const mixed = problems.find(({ kind }) => kind === FormatProblemKind.MIXED);
        if (mixed) return fail(flowLog, mixed.message, { at });
        if (names.every(isForAll)) return pass(flowLog);
        return whenKnown(flowLog, flowLog.targetKind, (target) => {
          const kind = resourceKindOfTarget(target);
          if (kind === undefined) return pass(flowLog);
          const isForeign = kind === ResourceKind.TRANSIT_GATEWAY ? isVpcOnly : isTgwOnly;
          const foreign = names.filter(isForeign);
          const empty =
            kind === ResourceKind.REGIONAL_NAT_GATEWAY
              ? names.filter((name) => !isForeign(name) && !kindsThatFill(name).has(kind))
              : [];
          const wrong = [...foreign, ...empty];
          if (wrong.length === 0) return pass(flowLog);
          const rest = names.filter((name) => !wrong.includes(name));
          return fail(flowLog, `a flow log on a ${target} cannot fill ${wrong.join(', ')}`, {
            ...(rest.length > 0 && { fix: `set the log format to ${placeholders(rest)}` }),
            at,
            // AWS accepts fields that are always empty
            ...(foreign.length === 0 && { severity: Severity.WARNING }),
          });
        });
      }),
    ),
};

import { kindsThatFill, ResourceKind } from '../../aws/fields';
import { isTransitGatewayKind, resourceKindOfTarget } from '../../aws/flow-log';
import { LogFormat } from '../../aws/format';
import { Cloud } from '../facts';
import { flowLogExample } from '../rule-support/examples';
import { forEachAwsFlowLog, whenKnown } from '../rule-support/for-each-flow-log';
import { fail, pass, type Rule } from '../rule-support/rule';
import { placeholders } from '../rule-support/written-format';
import { Severity } from '../severity';

export const DEFAULT_FORMAT_USED: Rule = {
  id: 'FLS205',
  name: 'default-format-used',
  title: 'a format is given',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: "AWS's own format has the 14 fields of 2015: no direction, no flags, no packet addresses behind a NAT gateway.",
  fix: 'give a format: LogFormat.RECOMMENDED has what most questions need',
  bad: flowLogExample({ TrafficType: 'ALL' }),
  good: flowLogExample({ TrafficType: 'ALL', LogFormat: '${version} ${srcaddr} ${flow-direction}' }),

  check: (model, standard) =>
    forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.format, (text, at) => {
        if (text !== undefined) return pass(flowLog);
        return whenKnown(flowLog, flowLog.targetKind, (target) => {
          // all fields there are, is what transit gateways write by themselves
          if (isTransitGatewayKind(target)) return pass(flowLog);
          const { required } = standard.aws.format;
          const kind = resourceKindOfTarget(target) ?? ResourceKind.VPC;
          const asked = required.filter((name) => kindsThatFill(name).has(kind));
          const format = asked.length > 0 ? placeholders(asked) : LogFormat.recommendedFor(kind).toString();
          return fail(flowLog, "no format is given: AWS's own 14 fields are written", {
            fix: `write ${format}`,
            at,
          });
        });
      }),
    ),
};

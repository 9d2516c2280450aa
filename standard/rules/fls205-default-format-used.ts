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
  title: 'every flow log sets a log format',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: 'The default format of AWS has the 14 fields of 2015: no direction, no TCP flags, no packet addresses behind a NAT gateway.',
  fix: 'set a log format: LogFormat.RECOMMENDED has the fields that most questions need',
  bad: flowLogExample({ TrafficType: 'ALL' }),
  good: flowLogExample({ TrafficType: 'ALL', LogFormat: '${version} ${srcaddr} ${flow-direction}' }),

  check: (model, standard) =>
    forEachAwsFlowLog(model, (flowLog) =>
      whenKnown(flowLog, flowLog.format, (text, at) => {
        if (text !== undefined) return pass(flowLog);
        return whenKnown(flowLog, flowLog.targetKind, (target) => {
          // the default format of transit gateways has all of their fields
          if (isTransitGatewayKind(target)) return pass(flowLog);
          const { required } = standard.aws.format;
          const kind = resourceKindOfTarget(target) ?? ResourceKind.VPC;
          const fillable = required.filter((name) => kindsThatFill(name).has(kind));
          const format =
            fillable.length > 0 ? placeholders(fillable) : LogFormat.recommendedFor(kind).toString();
          return fail(flowLog, 'no log format is set: AWS writes its 14 default fields', {
            fix: `write ${format}`,
            at,
          });
        });
      }),
    ),
};

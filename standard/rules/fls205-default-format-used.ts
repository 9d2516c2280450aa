import { kindsThatFill, ResourceKind } from '../../aws/fields';
import { isTransitGatewayKind, resourceKindOfTarget } from '../../aws/flow-log';
import { LogFormat } from '../../aws/format';
import { Cloud, isAwsFlowLog } from '../facts';
import { allowanceSeverity } from '../file/allowance';
import { flowLogExample } from '../rule-support/examples';
import { whenKnown } from '../rule-support/for-each-flow-log';
import { orderedFields } from '../rule-support/required-fields';
import { fail, pass, type RequirementRule } from '../rule-support/rule';
import { placeholders } from '../rule-support/written-format';
import { Severity } from '../severity';
import type { Standard } from '../standard';

export const DEFAULT_FORMAT_USED: RequirementRule = {
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

  evaluate(flowLog, requirements, standard) {
    const severity = allowanceSeverity(requirements.map(({ aws }) => aws.default));
    if (!isAwsFlowLog(flowLog) || severity === Severity.OFF) return undefined;
    const [verdict] = whenKnown(flowLog, flowLog.format, (text, at) => {
      if (text !== undefined) return pass(flowLog);
      return whenKnown(flowLog, flowLog.targetKind, (target) => {
        // the default format of transit gateways has all of their fields
        if (isTransitGatewayKind(target)) return pass(flowLog);
        return fail(flowLog, 'no log format is set: AWS writes its 14 default fields', {
          fix: `set the log format to ${proposedFormat(resourceKindOfTarget(target) ?? ResourceKind.VPC, standard)}`,
          at,
          severity,
        });
      });
    });
    return verdict;
  },
};

/** The default fields with the required ones, as FLS201 proposes; without required fields, the recommended format. */
function proposedFormat(kind: ResourceKind, standard: Standard): string {
  const required = standard.aws.format.required.filter((name) => kindsThatFill(name).has(kind));
  if (required.length === 0) return LogFormat.recommendedFor(kind).toString();
  return placeholders(orderedFields([...new Set([...LogFormat.AWS_DEFAULT.names, ...required])], standard));
}

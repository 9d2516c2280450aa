import { Cloud } from '../facts';
import { Severity } from '../severity';
import { onAwsFlowLogs, whenKnown } from './each';
import { fail, pass, type Rule } from './rule';

export const DEFAULT_FORMAT_USED: Rule = {
  id: 'FLS205',
  name: 'default-format-used',
  title: 'a format is given',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS],
  why: "AWS's own format has the 14 fields of 2015: no direction, no flags, no packet addresses behind a NAT gateway.",
  fix: 'give a format: LogFormat.RECOMMENDED has what most questions need',
  bad: 'FlowLog:\n  Type: AWS::EC2::FlowLog\n  Properties: { ResourceType: VPC }',
  good: "FlowLog:\n  Type: AWS::EC2::FlowLog\n  Properties: { ResourceType: VPC, LogFormat: '${version} ${srcaddr} ${flow-direction}' }",

  check: (estate) =>
    onAwsFlowLogs(estate, (flowLog) =>
      // all fields there are, is what transit gateways write by themselves
      whenKnown(flowLog, flowLog.targetKind, (kind) =>
        kind.startsWith('TransitGateway')
          ? pass(flowLog)
          : whenKnown(flowLog, flowLog.format, (text) =>
              text === undefined
                ? fail(flowLog, "no format is given: AWS's own 14 fields are written")
                : pass(flowLog),
            ),
      ),
    ),
};

import { ResourceKind } from '../../aws/fields';
import { DEFAULT_AGGREGATION_INTERVAL, DestinationType } from '../../aws/flow-log';
import { LOG_GROUP_RETENTION_DAYS } from '../../aws/retention';
import { awsSettings } from '../apply/aws-settings';
import type { Standard } from '../standard';

/** A standard in the words of a cloud's own service, and what of it that service can not hold. */
export interface Exported {
  readonly json: object;
  readonly notes: readonly string[];
}

/**
 * A template with the telemetry rule that makes CloudWatch switch flow logs on for VPCs that have none.
 *
 * Sources: CloudFormation, "AWS::ObservabilityAdmin::TelemetryRule"; CloudWatch API Reference, "TelemetryRule".
 */
export function telemetryRule(standard: Standard): Exported {
  const { aws } = standard;
  const {
    format,
    traffic = 'ALL',
    interval = DEFAULT_AGGREGATION_INTERVAL,
  } = awsSettings(standard, ResourceKind.VPC);
  const { minDays } = aws.retention;
  return {
    json: {
      AWSTemplateFormatVersion: '2010-09-09',
      Resources: {
        FlowLogs: {
          Type: 'AWS::ObservabilityAdmin::TelemetryRule',
          Properties: {
            RuleName: 'flow-log-standard',
            Rule: {
              ResourceType: 'AWS::EC2::VPC',
              TelemetryType: 'Logs',
              TelemetrySourceTypes: ['VPC_FLOW_LOGS'],
              DestinationConfiguration: {
                DestinationType: DestinationType.CLOUD_WATCH_LOGS,
                DestinationPattern: '/flow-logs/<accountId>/<resourceId>',
                ...(minDays !== undefined && { RetentionInDays: logGroupDays(minDays) }),
                VPCFlowLogParameters: {
                  LogFormat: format.toString(),
                  TrafficType: traffic,
                  MaxAggregationInterval: interval,
                },
              },
            },
          },
        },
      },
    },
    notes: [
      'a telemetry rule leaves flow logs alone that somebody else has made: those of apps are what `flow-logs check` looks at',
      'it delivers to CloudWatch Logs; destinations of the standard are not part of it',
      ...(aws.customerKey
        ? ['give KmsKeyArn in DestinationConfiguration: the standard wants a key of the customer']
        : []),
    ],
  };
}

/** The least number of days that a log group can have and that is as long. */
function logGroupDays(days: number): number {
  return LOG_GROUP_RETENTION_DAYS.find((each) => each >= days) ?? Math.max(...LOG_GROUP_RETENTION_DAYS);
}

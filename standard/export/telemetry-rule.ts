import { ResourceKind } from '../../aws/fields';
import { DEFAULT_AGGREGATION_INTERVAL, DestinationType } from '../../aws/flow-log';
import { logGroupRetentionOf } from '../../aws/retention';
import { awsSettings } from '../apply/aws-settings';
import type { Standard } from '../standard';

/** A standard as the configuration of a cloud service, with notes on requirements that the service does not support. */
export interface Exported {
  readonly json: object;
  readonly notes: readonly string[];
}

/**
 * Exports a standard as a template with a telemetry rule. With it, CloudWatch creates flow logs for VPCs without one.
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
  // without a retention, events never expire
  const retention = minDays === undefined ? undefined : logGroupRetentionOf(minDays);
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
                ...(retention !== undefined && { RetentionInDays: retention }),
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
      'a telemetry rule does not change existing flow logs: use `flow-logs check` for the flow logs of apps',
      'a telemetry rule delivers to CloudWatch Logs: it ignores the destinations of the standard',
      ...(aws.customerManagedKey
        ? ['set KmsKeyArn in DestinationConfiguration: the standard requires a customer managed key']
        : []),
    ],
  };
}

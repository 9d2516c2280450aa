import { Annotations, Tags } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Construct } from 'constructs';
import { DELIVERY_TAG } from '../../../../aws/policies';
import { streamResource } from '../app-resource';
import { displayName } from '../printable';

/**
 * Tags a delivery stream so that the delivery service can write to it. The service sets the tag itself when a flow log
 * is created, but the next deployment of the stream would remove it again.
 *
 * Source: Amazon VPC User Guide, "Publish flow logs to Amazon Data Firehose".
 */
export function allowIntoStream(scope: Construct, stream: firehose.IDeliveryStream): void {
  const { key, value } = DELIVERY_TAG;
  const resource = streamResource(stream);
  if (resource) {
    const { CFN_RESOURCE_TYPE_NAME: type } = firehose.CfnDeliveryStream;
    Tags.of(stream.node.defaultChild ? stream : resource).add(key, value, { includeResourceTypes: [type] });
    return;
  }
  Annotations.of(scope).addWarningV2(
    'cloud-flow-logs:deliveryTag',
    `this app does not manage delivery stream ${displayName(stream, stream.deliveryStreamName)}: add the tag ${key} = ${value} ` +
      'where the stream is declared. Otherwise its next deployment removes the tag and the delivery stops',
  );
}

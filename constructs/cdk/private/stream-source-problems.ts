import { Token } from 'aws-cdk-lib';
import type * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import { overrideOf, streamResource } from './app-resource';

/** Type of a delivery stream that specifies none. */
const DIRECT_PUT = 'DirectPut';

/**
 * Problems of the source of a delivery stream. That of an imported stream is unknown.
 *
 * Source: Amazon VPC User Guide, "Publish flow logs to Amazon Data Firehose".
 */
export function streamSourceProblems(stream: firehose.IDeliveryStream): string[] {
  const resource = streamResource(stream);
  const type = overrideOf(resource, 'DeliveryStreamType') ?? resource?.deliveryStreamType ?? DIRECT_PUT;
  if (type === DIRECT_PUT || Token.isUnresolved(type)) return [];
  return [
    `delivery stream ${stream.node.path} has the type ${type}, so that its ` +
      `source alone writes to it: flow logs need a stream of the type ${DIRECT_PUT}, which has no source`,
  ];
}

import { Annotations, Arn, ArnFormat, Tags, Token } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Construct } from 'constructs';
import { DestinationType } from '../../../../aws/flow-log';
import { DELIVERY_TAG } from '../../../../aws/policies';
import type { FlowLogDelivery, FlowLogDestinationConfig } from '../../flow-log-delivery';
import { isInOtherAccount, type Place } from '../elsewhere';
import { described } from '../statements';

/** Delivers to a delivery stream of the user's, in the same account. */
export class StreamDelivery implements FlowLogDelivery {
  constructor(private readonly stream: firehose.IDeliveryStream) {}

  bind(scope: Construct): FlowLogDestinationConfig {
    const { stream } = this;
    const problems = this.problems(scope);
    if (problems.length === 0) allowIntoStream(scope, stream);
    return {
      logDestinationType: DestinationType.FIREHOSE,
      logDestination: stream.deliveryStreamArn,
      dependencies: [stream],
      problems,
    };
  }

  private problems(scope: Construct): string[] {
    const place = placeOf(this.stream);
    if (!isInOtherAccount(scope, place)) return [];
    const name = described(this.stream.deliveryStreamName);
    return [`delivery stream ${name} is in account ${place.account}: use toFirehoseInAccount`];
  }
}

/** CDK takes imported streams for those of the stack they are imported into. */
function placeOf({ deliveryStreamArn, env }: firehose.IDeliveryStream): Place {
  if (Token.isUnresolved(deliveryStreamArn)) return env;
  const { account = env.account, region = env.region } = Arn.split(
    deliveryStreamArn,
    ArnFormat.SLASH_RESOURCE_NAME,
  );
  return { account, region };
}

/**
 * Log delivery writes only to streams with this tag. It sets the tag by itself, and the next deployment of the
 * stream would take it away again: so the app declares it.
 *
 * Source: Amazon VPC User Guide, "Publish flow logs to Amazon Data Firehose".
 */
export function allowIntoStream(scope: Construct, stream: firehose.IDeliveryStream): void {
  const { key, value } = DELIVERY_TAG;
  if (stream.node.defaultChild instanceof firehose.CfnDeliveryStream) {
    const { CFN_RESOURCE_TYPE_NAME: type } = firehose.CfnDeliveryStream;
    Tags.of(stream).add(key, value, { includeResourceTypes: [type] });
    return;
  }
  Annotations.of(scope).addWarningV2(
    'cloud-flow-logs:deliveryTag',
    `delivery stream ${described(stream.deliveryStreamName)} is not managed by this app: declare its tag ${key} = ${value} ` +
      'where it is, or the flow log ends when the stream is next deployed',
  );
}

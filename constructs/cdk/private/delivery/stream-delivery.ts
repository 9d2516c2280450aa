import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import type { Construct } from 'constructs';
import { DestinationType } from '../../../../aws/flow-log';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';
import { emptiersBehind } from '../bucket-order';
import { isInOtherAccount } from '../environment';
import { displayName } from '../printable';
import { streamSourceProblems } from '../stream-source-problems';
import { allowIntoStream } from './delivery-tag';
import type { IFlowLogDelivery } from './i-flow-log-delivery';

/** Delivers to a delivery stream of the app, in the account of the flow log. */
export class StreamDelivery implements IFlowLogDelivery {
  constructor(private readonly stream: firehose.IDeliveryStream) {}

  bind(scope: Construct): FlowLogDestinationConfig {
    const { stream } = this;
    const problems = this.problems(scope);
    if (problems.length === 0) allowIntoStream(scope, stream);
    const resource = stream.node.defaultChild;
    if (resource instanceof firehose.CfnDeliveryStream) {
      resource.node.addDependency(emptiersBehind(resource));
    }
    return {
      logDestinationType: DestinationType.FIREHOSE,
      logDestination: stream.deliveryStreamArn,
      dependencies: [stream],
      problems,
    };
  }

  private problems(scope: Construct): string[] {
    const account = accountOf(this.stream);
    const problems = streamSourceProblems(this.stream);
    if (!isInOtherAccount(scope, { account })) return problems;
    const name = displayName(this.stream.deliveryStreamName);
    return [...problems, `delivery stream ${name} is in account ${account}: use toFirehoseInAccount`];
  }
}

/** The account of a stream. CDK assumes that an imported stream belongs to the importing stack; its ARN is exact. */
function accountOf({ deliveryStreamArn, env }: firehose.IDeliveryStream): string {
  if (Token.isUnresolved(deliveryStreamArn)) return env.account;
  return Arn.split(deliveryStreamArn, ArnFormat.SLASH_RESOURCE_NAME).account ?? env.account;
}

import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import type { ResourceEnvironment } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { DestinationType } from '../../../../aws/flow-log';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';
import { emptiersBehind } from '../bucket-order';
import { isInOtherStage, stagesOf } from '../elsewhere';
import { isInOtherAccount, isInOtherRegion } from '../environment';
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
    const { stream } = this;
    const { account, region } = homeOf(stream);
    const problems = streamSourceProblems(stream);
    const name = displayName(stream, stream.deliveryStreamName);
    if (isInOtherStage(scope, stream)) {
      const fix = 'use DeliveryStream.fromDeliveryStreamArn in the Stage of the flow log';
      problems.push(`delivery stream ${stream.node.path} ${stagesOf(scope, stream)}: ${fix}`);
    }
    if (isInOtherRegion(scope, { region })) {
      problems.push(
        `delivery stream ${name} is in region ${region}: use a delivery stream of the region of the flow log`,
      );
    }
    if (!isInOtherAccount(scope, { account })) return problems;
    return [...problems, `delivery stream ${name} is in account ${account}: use toFirehoseInAccount`];
  }
}

/** The account and region of a stream. CDK assumes those of the importing stack; the ARN is exact. */
function homeOf({ deliveryStreamArn, env }: firehose.IDeliveryStream): ResourceEnvironment {
  if (Token.isUnresolved(deliveryStreamArn)) return env;
  const { account, region } = Arn.split(deliveryStreamArn, ArnFormat.SLASH_RESOURCE_NAME);
  return { account: account || env.account, region: region || env.region };
}

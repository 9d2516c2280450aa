/** Options of `FlowLogDestination.toFirehoseInAccount`. */
export interface CrossAccountFirehoseOptions {
  /**
   * ARN of the delivery stream, such as `arn:aws:firehose:eu-west-1:111111111111:deliverystream/flow-logs`.
   */
  readonly deliveryStreamArn: string;

  /**
   * ARN of the receiving role in the account of the stream: `FirehoseReceiverRole.roleArn`. Its name begins with
   * `AWSLogDeliveryFirehoseCrossAccountRole`.
   */
  readonly receiverRoleArn: string;
}

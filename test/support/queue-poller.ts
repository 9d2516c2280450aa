import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { AwsCloud } from './aws-cloud';
import type { DeployedFunction } from './deployed-function';

/** A message that the function received. */
export interface Delivery {
  readonly messageId: string;
  readonly body: string;
  readonly receiveCount: number;
  /** Other messages of the same invocation. */
  readonly neighbours: number;
  readonly succeeded: boolean;
  readonly log: readonly string[];
}

/** How many functions run at a time in a test, whatever the deployed limit is. */
const MOST_AT_ONCE = 2;

/**
 * Invokes a function with the messages of its queue, as Lambda does: with the batch size and the concurrency of the
 * deployed mapping. It deletes the messages that the function does not return. The others become visible again when no
 * message is left, which stands for the end of the visibility timeout, so a test does not wait for it.
 */
export class QueuePoller {
  readonly deliveries: Delivery[] = [];
  private readonly returned: Message[] = [];
  private readonly sqs: SQSClient;

  private constructor(
    cloud: AwsCloud,
    private readonly normalizer: DeployedFunction,
    private readonly queueUrl: string,
    private readonly batchSize: number,
    private readonly concurrency: number,
  ) {
    this.sqs = new SQSClient(cloud.client);
  }

  /** Takes over the only mapping of the cloud from moto, which receives messages but cannot run the function. */
  static async of(cloud: AwsCloud, normalizer: DeployedFunction, queueUrl: string): Promise<QueuePoller> {
    const lambda = new LambdaClient(cloud.client);
    const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
    const [mapping, ...others] = EventSourceMappings;
    if (mapping?.BatchSize === undefined || others.length > 0) throw new Error('expected one mapping');
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID: mapping.UUID, Enabled: false }));
    const most = mapping.ScalingConfig?.MaximumConcurrency ?? MOST_AT_ONCE;
    return new QueuePoller(cloud, normalizer, queueUrl, mapping.BatchSize, Math.min(most, MOST_AT_ONCE));
  }

  /** Invokes the function until the queue has no message. */
  async drain(): Promise<void> {
    do {
      await this.releaseReturned();
      await Promise.all(Array.from({ length: this.concurrency }, () => this.poll()));
    } while (this.returned.length > 0);
  }

  private async poll(): Promise<void> {
    for (let batch = await this.receive(); batch.length > 0; batch = await this.receive()) {
      await this.invoke(batch);
    }
  }

  private async receive(): Promise<Message[]> {
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.queueUrl,
        MaxNumberOfMessages: this.batchSize,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    return Messages;
  }

  private async invoke(batch: readonly Message[]): Promise<void> {
    const Records = batch.map(({ MessageId = '', Body = '', Attributes }) => ({
      messageId: MessageId,
      body: Body,
      attributes: { ApproximateReceiveCount: Attributes?.ApproximateReceiveCount },
    }));
    const { response, log } = await this.normalizer.invoke({ Records });
    const failed = response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    for (const [index, message] of batch.entries()) {
      const { messageId, body, attributes } = Records[index] as (typeof Records)[number];
      const succeeded = failed !== undefined && !failed.includes(messageId);
      this.deliveries.push({
        messageId,
        body,
        receiveCount: Number(attributes.ApproximateReceiveCount),
        neighbours: batch.length - 1,
        succeeded,
        log,
      });
      if (succeeded) await this.delete(message);
      else this.returned.push(message);
    }
  }

  private async delete({ ReceiptHandle }: Message): Promise<void> {
    await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
  }

  private async releaseReturned(): Promise<void> {
    for (const { ReceiptHandle } of this.returned.splice(0)) {
      await this.sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: this.queueUrl,
          ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
    }
  }
}

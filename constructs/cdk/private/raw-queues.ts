import { Duration, Fn, Names, Stack } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** The longest time that SQS retains messages. */
const MESSAGE_RETENTION = Duration.days(14);

/** With the delays that the function sets, a transient fault uses them up in three hours. ADR 42 derives it. */
const MAX_RECEIVE_COUNT = 10;

/** AWS recommends at least six times the timeout of the function. Source: "Using Lambda with Amazon SQS". */
const TIMEOUTS_PER_VISIBILITY = 6;

const MAX_NAME_LENGTH = 80;
const STACK_PART_LENGTH = 8;

export interface RawQueues {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;
}

export interface RawQueuesProps {
  /** Timeout of the function that receives the messages. */
  readonly functionTimeout: Duration;
  readonly encryptionKey?: kms.IKey;
}

/**
 * Creates the queue of the raw objects, and its dead-letter queue. Each refers to the other: the queue moves messages to
 * the dead letters, which accept messages of this queue only. CloudFormation supports no such circle of references, so
 * the queue has a name that is known before its creation.
 */
export function rawQueues(scope: Construct, { functionTimeout, encryptionKey }: RawQueuesProps): RawQueues {
  const protection = {
    encryption: encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: encryptionKey,
    enforceSSL: true,
    retentionPeriod: MESSAGE_RETENTION,
  };
  const stack = Stack.of(scope);
  const queueName = nameInStack(scope, stack);
  const deadLetters = new sqs.Queue(scope, 'DeadLetters', protection);
  (deadLetters.node.defaultChild as sqs.CfnQueue).redriveAllowPolicy = {
    redrivePermission: sqs.RedrivePermission.BY_QUEUE,
    sourceQueueArns: [stack.formatArn({ service: 'sqs', resource: queueName })],
  };
  const queue = new sqs.Queue(scope, 'Queue', {
    ...protection,
    queueName,
    visibilityTimeout: Duration.seconds(functionTimeout.toSeconds() * TIMEOUTS_PER_VISIBILITY),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    redriveAllowPolicy: { redrivePermission: sqs.RedrivePermission.DENY_ALL },
  });
  return { queue, deadLetters };
}

/** A name for a resource of a stack: readable, and other than that of the same app in another stack. */
function nameInStack(scope: Construct, stack: Stack): string {
  const readable = Names.uniqueResourceName(scope, {
    maxLength: MAX_NAME_LENGTH - STACK_PART_LENGTH - 1,
    separator: '-',
  });
  // arn:aws:cloudformation:region:account:stack/name/uuid
  const uuid = Fn.select(2, Fn.split('/', stack.stackId));
  return `${readable}-${Fn.select(0, Fn.split('-', uuid))}`;
}

import { type Announcement, announcementOf } from './announcement';
import { FailureKind } from './failure-kind';
import {
  embeddedMetrics,
  failureMeasurement,
  ignoredMeasurement,
  type Measurement,
  unstartedMeasurement,
} from './metrics';
import type { ObjectRunner } from './object-runner';
import { retryDelaySeconds } from './retry-delay';
import { type ObjectReference, sourceOf } from './s3-events';
import type { Settings } from './settings';

/** Time that the function keeps to stop an object, delete its files, and return its response. */
const RESERVED_MILLIS = 10_000;
const LEAST_MILLIS = 1_000;

/** Settings and services that the handler uses. */
export interface HandlerContext {
  readonly settings: Pick<Settings, 'maxObjectMillis' | 'metricNamespace'>;
  readonly runner: ObjectRunner;
  readonly functionName: string;
  /** Time until Lambda ends the invocation, in milliseconds. */
  readonly remainingMillis: () => number;
  /** Current time in milliseconds since 1970. */
  readonly now: () => number;
  /** Writes one line to the function's log. */
  readonly log: (line: string) => void;
  /**
   * Sets after how many seconds SQS delivers a message again.
   *
   * @default - after the visibility timeout of the queue
   */
  readonly delay?: (receiptHandle: string, seconds: number) => Promise<void>;
}

/** A message of a queue. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
  readonly receiptHandle?: string;
  readonly attributes?: { readonly ApproximateReceiveCount?: string };
}

/** Event of an SQS queue. Source: AWS Lambda Developer Guide, "Using Lambda with Amazon SQS". */
export interface QueueEvent {
  readonly Records: readonly QueueMessage[];
}

/** The messages of a batch that SQS must deliver again. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Normalizes the objects that the messages of a queue announce. SQS delivers only messages again that contain an object
 * that failed or was not started, and finally moves them to the dead-letter queue.
 *
 * The function normalizes each object once per batch, however many messages announce it. It starts an object only if the
 * longest allowed time of an object is left; it always starts the first one.
 */
export async function handle(event: QueueEvent, context: HandlerContext): Promise<BatchResponse> {
  const batch = new Batch(context);
  const batchItemFailures: { itemIdentifier: string }[] = [];
  // messages that failed before are last, so that they do not use up the time of the others
  const messages = [...event.Records].sort((a, b) => receiveCountOf(a) - receiveCountOf(b));
  for (const message of messages) {
    const failure = await batch.message(message);
    if (failure === undefined) continue;
    batchItemFailures.push({ itemIdentifier: message.messageId });
    await delay(message, failure, context);
  }
  return { batchItemFailures };
}

/** Sets when SQS delivers a failed message again. Without success, it delivers after the visibility timeout. */
async function delay(message: QueueMessage, failure: FailureKind, context: HandlerContext): Promise<void> {
  const { messageId, receiptHandle } = message;
  if (!context.delay || !receiptHandle) return;
  const delaySeconds = retryDelaySeconds(failure, receiveCountOf(message));
  try {
    await context.delay(receiptHandle, delaySeconds);
  } catch (error) {
    const { name, message: reason } = error instanceof Error ? error : new Error(String(error));
    context.log(JSON.stringify({ messageId, delaySeconds, delayError: `${name}: ${reason}` }));
  }
}

class Batch {
  /** Causes of failures by bucket, key and version of the object; undefined for objects that succeeded. */
  private readonly outcomes = new Map<string, FailureKind | undefined>();

  constructor(private readonly context: HandlerContext) {}

  /** Normalizes the objects of a message. Returns the cause if one of them failed. */
  async message(message: QueueMessage): Promise<FailureKind | undefined> {
    let announcement: Announcement;
    try {
      announcement = announcementOf(message.body);
    } catch (error) {
      this.emit(failureMeasurement('unknown', error), message);
      return FailureKind.OTHER;
    }
    const { objects, ignored } = announcement;
    if (ignored.length > 0) this.emit(ignoredMeasurement(ignored), message);
    let failure: FailureKind | undefined;
    for (const object of inTurn(objects, receiveCountOf(message))) {
      const cause = await this.object(object, message);
      // a delivery soon helps only if all causes are transient
      if (failure === undefined || failure === FailureKind.TRANSIENT) failure = cause ?? failure;
    }
    return failure;
  }

  /** Normalizes an object. Returns the cause if it failed. */
  private async object(object: ObjectReference, message: QueueMessage): Promise<FailureKind | undefined> {
    const identity = JSON.stringify([object.bucket, object.key, object.versionId]);
    if (this.outcomes.has(identity)) return this.outcomes.get(identity);
    const maxMillis = this.maxMillis();
    if (maxMillis === undefined) {
      this.emit(unstartedMeasurement(sourceOf(object)), message);
      return FailureKind.TRANSIENT;
    }
    const {
      succeeded,
      failure = FailureKind.OTHER,
      measurement,
      further = [],
      lines = [],
    } = await this.context.runner.run(object, maxMillis);
    const cause = succeeded ? undefined : failure;
    this.outcomes.set(identity, cause);
    // the sightings precede their metric, so that the log contains them when an alarm fires
    for (const line of lines) this.context.log(JSON.stringify(line));
    for (const each of [...further, measurement]) this.emit(each, message);
    return cause;
  }

  /** Time that the next object may take; undefined if it cannot be started. */
  private maxMillis(): number | undefined {
    const { maxObjectMillis } = this.context.settings;
    const left = this.context.remainingMillis() - RESERVED_MILLIS;
    if (left >= maxObjectMillis) return maxObjectMillis;
    return this.outcomes.size === 0 ? Math.max(LEAST_MILLIS, left) : undefined;
  }

  private emit({ properties, ...values }: Measurement, message: QueueMessage): void {
    const { settings, functionName, now, log } = this.context;
    const { messageId } = message;
    const measurement = {
      ...values,
      properties: { ...properties, messageId, receiveCount: receiveCountOf(message) },
    };
    log(embeddedMetrics(measurement, { namespace: settings.metricNamespace, functionName, now: now() }));
  }
}

/** How often SQS has delivered a message. */
function receiveCountOf({ attributes }: QueueMessage): number {
  return Number(attributes?.ApproximateReceiveCount ?? 1) || 1;
}

/** The objects of a message, beginning with another one at each delivery, so that each of them is once the first. */
function inTurn(objects: readonly ObjectReference[], receiveCount: number): ObjectReference[] {
  if (objects.length === 0) return [];
  const first = (receiveCount - 1) % objects.length;
  return [...objects.slice(first), ...objects.slice(0, first)];
}

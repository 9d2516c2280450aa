import { type Announcement, announcementOf } from './announcement';
import {
  embeddedMetrics,
  failureMeasurement,
  ignoredMeasurement,
  type Measurement,
  unstartedMeasurement,
} from './metrics';
import type { ObjectRunner } from './object-runner';
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
}

/** A message of a queue. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
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
    if (!(await batch.message(message))) batchItemFailures.push({ itemIdentifier: message.messageId });
  }
  return { batchItemFailures };
}

class Batch {
  /** Whether an object succeeded, by its bucket, key and version. */
  private readonly outcomes = new Map<string, boolean>();

  constructor(private readonly context: HandlerContext) {}

  /** Normalizes the objects of a message. Returns whether all of them succeeded. */
  async message(message: QueueMessage): Promise<boolean> {
    let announcement: Announcement;
    try {
      announcement = announcementOf(message.body);
    } catch (error) {
      this.emit(failureMeasurement('unknown', error), message);
      return false;
    }
    const { objects, ignored } = announcement;
    if (ignored.length > 0) this.emit(ignoredMeasurement(ignored), message);
    let succeeded = true;
    for (const object of inTurn(objects, receiveCountOf(message))) {
      if (!(await this.object(object, message))) succeeded = false;
    }
    return succeeded;
  }

  private async object(object: ObjectReference, message: QueueMessage): Promise<boolean> {
    const identity = JSON.stringify([object.bucket, object.key, object.versionId]);
    const known = this.outcomes.get(identity);
    if (known !== undefined) return known;
    const maxMillis = this.maxMillis();
    if (maxMillis === undefined) {
      this.emit(unstartedMeasurement(sourceOf(object)), message);
      return false;
    }
    const {
      succeeded,
      measurement,
      further = [],
      lines = [],
    } = await this.context.runner.run(object, maxMillis);
    this.outcomes.set(identity, succeeded);
    // the sightings precede their metric, so that the log contains them when an alarm fires
    for (const line of lines) this.context.log(JSON.stringify(line));
    for (const each of [...further, measurement]) this.emit(each, message);
    return succeeded;
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

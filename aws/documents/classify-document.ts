import type { JsonDocument } from '../../flows/input/json-documents';

/** A document that AWS delivers flow logs in, by kind. */
export type ClassifiedDocument =
  | { readonly kind: DocumentKind.CONTROL_MESSAGE }
  | { readonly kind: DocumentKind.MESSAGE; readonly message: unknown }
  | { readonly kind: DocumentKind.COMPRESSED; readonly data: string }
  | {
      readonly kind: DocumentKind.LOG_EVENTS;
      readonly events: readonly unknown[];
      /** Account of the log group. */
      readonly owner: unknown;
      readonly logGroup: string;
      readonly logStream?: string;
    };

/** Kinds of documents. */
export enum DocumentKind {
  /** CloudWatch Logs checks whether the destination is reachable. */
  CONTROL_MESSAGE,
  /** A batch of log events from a CloudWatch Logs subscription. */
  LOG_EVENTS,
  /** Such a batch as Lambda receives it: compressed with gzip, in base64. */
  COMPRESSED,
  /** Records that Firehose delivers, one per line. */
  MESSAGE,
}

/**
 * Maximum length of the name of a log group or log stream, in characters. Source: CloudWatch Logs API Reference,
 * "CreateLogGroup" and "CreateLogStream".
 */
const MAX_NAME_LENGTH = 512;

/**
 * Classifies a document. Returns undefined if AWS delivers no flow logs in such a document.
 *
 * Source: CloudWatch Logs User Guide, "Subscription filters"; Amazon VPC User Guide, "Publish flow logs to Amazon
 * Data Firehose".
 */
export function classifyDocument({ value }: JsonDocument): ClassifiedDocument | undefined {
  const { messageType, logEvents, logGroup, logStream, owner, message, awslogs } = value;
  if (messageType === 'CONTROL_MESSAGE') return { kind: DocumentKind.CONTROL_MESSAGE };
  if (messageType === 'DATA_MESSAGE') {
    const group = nameOf(logGroup);
    if (group === undefined || !Array.isArray(logEvents)) return undefined;
    const stream = nameOf(logStream);
    return { kind: DocumentKind.LOG_EVENTS, events: logEvents, owner, logGroup: group, logStream: stream };
  }
  if (messageType !== undefined) return undefined;
  if (typeof awslogs === 'object' && awslogs !== null) {
    const { data } = awslogs as { readonly data?: unknown };
    return typeof data === 'string' ? { kind: DocumentKind.COMPRESSED, data } : undefined;
  }
  return Object.hasOwn(value, 'message') ? { kind: DocumentKind.MESSAGE, message } : undefined;
}

/** Returns the name of a log group or log stream; undefined if it is none. */
export function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= MAX_NAME_LENGTH ? wellFormed(value) : undefined;
}

/** Replaces unpaired surrogates, which JSON can contain, with the replacement character. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString('utf8');
}

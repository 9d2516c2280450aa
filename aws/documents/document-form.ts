import type { JsonDocument } from '../../flows/input/json-documents';

/** What a document is, of those that AWS delivers flow logs in. */
export type DocumentForm =
  | { readonly kind: DocumentKind.CONTROL }
  | { readonly kind: DocumentKind.MESSAGE; readonly message: unknown }
  | { readonly kind: DocumentKind.PACKED; readonly data: string }
  | {
      readonly kind: DocumentKind.LOG_EVENTS;
      readonly events: readonly unknown[];
      /** Account of the log group. */
      readonly owner: unknown;
      readonly logGroup: string;
    };

/** Kind of a document. */
export enum DocumentKind {
  /** CloudWatch Logs asks whether the destination is there. */
  CONTROL,
  /** A batch of log events from a subscription of CloudWatch Logs. */
  LOG_EVENTS,
  /** Such a batch as Lambda is handed it: compressed, in base64. */
  PACKED,
  /** Records that Firehose delivers, a line each. */
  MESSAGE,
}

/** Longest name of a log group. Source: CloudWatch Logs API Reference, "CreateLogGroup". */
const MAX_LOG_GROUP_LENGTH = 512;

/**
 * Recognises a document. Returns undefined for any other.
 *
 * Source: CloudWatch Logs User Guide, "Subscription filters"; Amazon VPC User Guide, "Publish flow logs to Amazon
 * Data Firehose".
 */
export function documentForm({ value }: JsonDocument): DocumentForm | undefined {
  const { messageType, logEvents, logGroup, owner, message, awslogs } = value;
  if (messageType === 'CONTROL_MESSAGE') return { kind: DocumentKind.CONTROL };
  if (messageType === 'DATA_MESSAGE') {
    const named = typeof logGroup === 'string' && logGroup.length <= MAX_LOG_GROUP_LENGTH;
    if (!named || !Array.isArray(logEvents)) return undefined;
    return { kind: DocumentKind.LOG_EVENTS, events: logEvents, owner, logGroup: wellFormed(logGroup) };
  }
  if (messageType !== undefined) return undefined;
  if (typeof awslogs === 'object' && awslogs !== null) {
    const { data } = awslogs as { readonly data?: unknown };
    return typeof data === 'string' ? { kind: DocumentKind.PACKED, data } : undefined;
  }
  return Object.hasOwn(value, 'message') ? { kind: DocumentKind.MESSAGE, message } : undefined;
}

/** Half a character, which JSON can have, becomes the sign for one that can not be read. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString('utf8');
}

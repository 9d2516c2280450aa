/**
 * Maximum size of a call in bytes, before compression. The documented limit is 1 MB and does not state whether it is a
 * decimal or a binary megabyte.
 *
 * Source: Azure Monitor documentation, "Azure Monitor service limits", Logs Ingestion API.
 */
export const MAX_CALL_BYTES = 1_000_000;

/** The documents of one call. */
export interface DocumentBatch {
  /** The documents as a JSON array. */
  readonly body: string;
  readonly documents: readonly string[];
}

/** A document that is larger than a call can be. */
export interface RejectedDocument {
  /** Index of the document. */
  readonly position: number;
  readonly reason: string;
}

/** The result of batching. Every document is in one batch or rejected. */
export interface Batches {
  readonly batches: readonly DocumentBatch[];
  readonly rejected: readonly RejectedDocument[];
}

/** `[` and `]`. */
const BRACKETS_BYTES = 2;
const COMMA_BYTES = 1;

/** Groups documents into batches, in order. Does not split a document. */
export function batchesOf(documents: readonly string[], maxBytes = MAX_CALL_BYTES): Batches {
  const batches: DocumentBatch[] = [];
  const rejected: RejectedDocument[] = [];
  let open: string[] = [];
  let bytes = BRACKETS_BYTES;
  const close = () => {
    if (open.length > 0) batches.push(batchOf(open));
    open = [];
    bytes = BRACKETS_BYTES;
  };
  for (const [position, document] of documents.entries()) {
    const size = Buffer.byteLength(document);
    if (size + BRACKETS_BYTES > maxBytes) {
      const reason = `the row has ${size} bytes as JSON, and a call allows ${maxBytes - BRACKETS_BYTES}`;
      rejected.push({ position, reason });
      continue;
    }
    if (bytes + size > maxBytes) close();
    open.push(document);
    bytes += size + COMMA_BYTES;
  }
  close();
  return { batches, rejected };
}

/** Splits a batch that the service found too large; undefined if it has a single document. */
export function halves({ documents }: DocumentBatch): readonly [DocumentBatch, DocumentBatch] | undefined {
  if (documents.length < 2) return undefined;
  const middle = Math.ceil(documents.length / 2);
  return [batchOf(documents.slice(0, middle)), batchOf(documents.slice(middle))];
}

function batchOf(documents: readonly string[]): DocumentBatch {
  return { body: `[${documents.join(',')}]`, documents };
}

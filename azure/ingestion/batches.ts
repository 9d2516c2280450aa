/**
 * Most bytes of a call, before compression. The service counts 1 MB; which of the two it means is not documented.
 *
 * Source: Azure Monitor documentation, "Azure Monitor service limits", Logs Ingestion API.
 */
export const MAX_CALL_BYTES = 1_000_000;

/** Documents of one call. */
export interface DocumentBatch {
  /** The documents as a JSON array. */
  readonly body: string;
  readonly documents: readonly string[];
}

/** A document that no call can take. */
export interface RejectedDocument {
  /** Position among the documents, counted from 0. */
  readonly position: number;
  readonly reason: string;
}

/** What becomes of documents: each is in one batch, or rejected. */
export interface Batches {
  readonly batches: readonly DocumentBatch[];
  readonly rejected: readonly RejectedDocument[];
}

/** `[` and `]`. */
const BRACKETS_BYTES = 2;
const COMMA_BYTES = 1;

/** Puts documents into as few calls as their order allows; none is split. */
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
      const reason = `the row takes ${size} bytes as JSON, and a call ${maxBytes - BRACKETS_BYTES} at most`;
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

/** Two batches of one that turned out to be too large; undefined where it has a single document. */
export function halves({ documents }: DocumentBatch): readonly [DocumentBatch, DocumentBatch] | undefined {
  if (documents.length < 2) return undefined;
  const middle = Math.ceil(documents.length / 2);
  return [batchOf(documents.slice(0, middle)), batchOf(documents.slice(middle))];
}

function batchOf(documents: readonly string[]): DocumentBatch {
  return { body: `[${documents.join(',')}]`, documents };
}

import { beginsWithObject } from '../flows/input/json-documents';
import { peek } from '../flows/input/peek';
import type { Origin } from '../flows/origin';
import { PARQUET_MAGIC } from '../flows/parquet/read/parquet-reader';
import type { FlowSink } from '../flows/table-writer';
import { readDocuments } from './documents/read-documents';
import type { LogFormat } from './format';
import { readParquet } from './parquet/read-parquet';
import { readText } from './text/read-text';

/** More blanks than this at the beginning are those of a text. */
const MAX_BLANK_BYTES = 64 * 1024;

/** What an object is read with. */
export interface ReadOptions {
  /** Format of records that do not say themselves what their fields are. */
  readonly format?: LogFormat;
  readonly maxBytes?: number;
}

/**
 * Reads the records of an object in whatever form AWS wrote them: its first bytes tell.
 *
 * @throws InputError if the object can not be read
 */
export async function readObject(
  bytes: AsyncGenerator<Uint8Array>,
  origin: Origin,
  sink: FlowSink,
  { format, maxBytes }: ReadOptions = {},
): Promise<void> {
  const { first, all } = await peek(bytes, saysItsForm);
  if (isParquet(first)) await readParquet(all, origin, sink, maxBytes);
  else if (beginsWithObject(first)) await readDocuments(all, origin, sink, { format, maxBytes });
  else await readText(all, origin, sink, format);
}

/** Whether a beginning is enough to tell the form by. */
export function saysItsForm(first: Uint8Array): boolean {
  if (first.length >= MAX_BLANK_BYTES) return true;
  return first.length >= PARQUET_MAGIC.length && beginsWithObject(first) !== undefined;
}

/** Whether an object is text, by its beginning. */
export function beginsLikeText(first: Uint8Array): boolean {
  return !isParquet(first) && !beginsWithObject(first);
}

function isParquet(first: Uint8Array): boolean {
  return Buffer.from(first).toString('latin1', 0, PARQUET_MAGIC.length) === PARQUET_MAGIC;
}

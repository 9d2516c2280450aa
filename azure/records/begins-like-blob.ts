import { RECORD_CATEGORIES } from './record-category';

const OPENER = /^\s*\{\s*"records"\s*:\s*\[/;
const RECORD = /^\s*[[,]?\s*\{/;
const CATEGORY = new RegExp(String.raw`"category"\s*:\s*"(${RECORD_CATEGORIES.join('|')})"`);

/** Number of first bytes that `beginsLikeBlob` needs. */
export const BLOB_SNIFF_BYTES = 4 * 1024;

/** Whether bytes are the beginning of a flow-log blob or of one of its blocks. */
export function beginsLikeBlob(first: Uint8Array): boolean {
  // \s matches a byte order mark
  const text = Buffer.from(first).toString('utf8');
  return OPENER.test(text) || (RECORD.test(text) && CATEGORY.test(text));
}

import { RECORD_CATEGORIES } from './record-category';

const OPENER = /^\s*\{\s*"records"\s*:\s*\[/;
const RECORD = /^\s*[[,]?\s*\{/;
const CATEGORY = new RegExp(String.raw`"category"\s*:\s*"(${RECORD_CATEGORIES.join('|')})"`);

/** Number of first characters that are examined, because a record can be large. */
const EXAMINED_LENGTH = 4 * 1024;

/** Whether a text is the beginning of a flow-log blob or of one of its blocks. */
export function beginsLikeBlob(text: string): boolean {
  const first = text.slice(0, EXAMINED_LENGTH);
  return OPENER.test(first) || (RECORD.test(first) && CATEGORY.test(first));
}

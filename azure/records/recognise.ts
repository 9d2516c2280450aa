import { NSG_CATEGORY } from './nsg-record';
import { VNET_CATEGORY } from './vnet-record';

const OPENER = /^\s*\{\s*"records"\s*:\s*\[/;
const RECORD = /^\s*[[,]?\s*\{/;
const CATEGORY = new RegExp(String.raw`"category"\s*:\s*"(${VNET_CATEGORY}|${NSG_CATEGORY})"`);

/** So many first bytes of a blob are enough to know it by. */
export const ENOUGH_BYTES = 4 * 1024;

/** Whether bytes begin as a blob of flow logs does, or as a block of one. */
export function beginsLikeBlob(first: Uint8Array): boolean {
  // a byte order mark is a blank of regular expressions
  const text = Buffer.from(first).toString('utf8');
  return OPENER.test(text) || (RECORD.test(text) && CATEGORY.test(text));
}

/** Items that a message lists before it states the number of the others. */
const MOST_ITEMS = 3;

/** Joins a list for a message: `a, b, c and 92 more`. */
export function foldedList(items: readonly string[], most = MOST_ITEMS): string {
  // one more item is as short as its number
  if (items.length <= most + 1) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

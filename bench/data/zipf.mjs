const TABLE_BITS = 18;

/**
 * Draws positions below a count by Zipf's law: position k has the weight 1/k, as traffic is distributed over hosts
 * and services. A table makes a draw one look-up. Positions that are too rare for the table share its last part.
 */
export function zipf(count) {
  const table = new Uint32Array(1 << TABLE_BITS);
  let total = 0;
  for (let position = 0; position < count; position++) total += 1 / (position + 1);
  let at = 0;
  let sum = 0;
  for (let position = 0; position < count; position++) {
    sum += 1 / (position + 1);
    const end = Math.round((sum / total) * table.length);
    while (at < end) table[at++] = position;
  }
  return (random) => table[random.bits() >>> (32 - TABLE_BITS)];
}

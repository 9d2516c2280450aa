import { createHash } from 'node:crypto';

/** Stands for null. No value of a table is this text. */
export const NULL = '\\N';

/** A hash of the values of a column as text, in the order of the rows. */
export function columnDigest(texts) {
  const hash = createHash('sha256');
  hash.update(texts.map((text) => text ?? NULL).join('\n'));
  return hash.digest('hex');
}

/** The hash of each column by its name. */
export function digestsBy(names, digestOf) {
  return Object.fromEntries(names.map((name) => [name, digestOf(name)]));
}

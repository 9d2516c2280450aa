import { readFileSync, statSync } from 'node:fs';
import { existingPath } from '../arguments/existing-path';
import { UserError } from '../user-error';

/** The largest file that is read into memory. The file of AmazonEC2, which no charge of flow logs needs, is larger. */
const MAX_MEGABYTES = 200;

/**
 * Reads the JSON of a price list.
 *
 * @throws UserError if the file does not exist, is too large or is not JSON
 */
export function priceListJson(path: string): unknown {
  existingPath(path, 'a file of the price list');
  const megabytes = Math.round(statSync(path).size / 1e6);
  if (megabytes > MAX_MEGABYTES) {
    throw new UserError(
      `${path} has ${megabytes} MB, more than ${MAX_MEGABYTES}: give the file of one region, which has at most some MB`,
    );
  }
  return withPath(path, () => JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, '')));
}

/**
 * Calls a function that reads a file.
 *
 * @throws UserError that starts with the path if the function throws
 */
export function withPath<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${path}: ${(error as Error).message}`);
  }
}

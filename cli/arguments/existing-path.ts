import { existsSync } from 'node:fs';
import { UserError } from '../user-error';

/**
 * Returns a path from the command line if something exists there.
 *
 * @param expected - what the caller must give instead, such as `a price file`
 * @throws UserError if nothing exists at the path
 */
export function existingPath(path: string, expected: string): string {
  if (!existsSync(path)) throw new UserError(missingPath(path, expected));
  return path;
}

/** The message about a path at which nothing exists: the same shape for every command. */
export function missingPath(path: string, expected: string): string {
  return `${path} does not exist: give ${expected}`;
}

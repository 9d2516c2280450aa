import { meaningOf } from '../environment-error';

/** What some codes mean for a file that is listed or read. */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist any more',
  ELOOP: 'is a symbolic link that leads back to itself',
  EISDIR: 'is a directory',
};

/** Returns what is wrong with a file that is listed or read, as a sentence about it. */
export function fileProblem(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return MEANINGS[code] ?? `cannot be read: ${meaningOf(code) ?? message} (${code})`;
}

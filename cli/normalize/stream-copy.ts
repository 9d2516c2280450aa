import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../user-error';
import { fileProblem } from './file-problem';

const HASH_LENGTH = 32;

/** A copy of a stream on disk. */
export interface StreamCopy {
  readonly path: string;
  /** Identity of the stream: a function of its content, so that another stream does not replace its rows. */
  readonly source: string;
  remove(): Promise<void>;
}

/**
 * Copies a stream to a temporary file. The rows of a log have the name of their source, and a stream without a name is
 * identified by its whole content, which is known at its end.
 *
 * @throws UserError if the temporary directory is full or cannot be written
 */
export async function copyStream(bytes: AsyncIterable<Uint8Array>): Promise<StreamCopy> {
  const directory = await mkdtemp(join(tmpdir(), 'flow-logs-')).catch((error) => {
    throw notCopied(error);
  });
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    const path = join(directory, 'stream');
    const hash = createHash('sha256');
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of bytes) {
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
    return { path, source: `stream-${hash.digest('hex').slice(0, HASH_LENGTH)}`, remove };
  } catch (error) {
    await remove();
    const { syscall } = error as NodeJS.ErrnoException;
    throw syscall === 'write' || syscall === 'open' ? notCopied(error) : error;
  }
}

function notCopied(error: unknown): UserError {
  return new UserError(
    `a stream without a name is copied to ${tmpdir()}, which failed: it ${fileProblem(error)}. Name the log with ` +
      '--source, so that no copy is necessary, or set TMPDIR to another directory',
  );
}

import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { type ArchiveMember, skipReason } from './archive-member';

/** Accepts headers without the magic of POSIX, as old versions of tar write them. */
const OPTIONS = { allowUnknownFormat: true };

const FILES: ReadonlySet<Header['type']> = new Set(['file', 'contiguous-file']);
const KINDS: Readonly<Partial<Record<Header['type'], string>>> = {
  link: 'a hard link',
  symlink: 'a symbolic link',
  fifo: 'a FIFO',
  'character-device': 'a device',
  'block-device': 'a device',
};

/**
 * Reads the members of a tar archive as a stream. Directories are not members.
 *
 * @throws InputError if the archive is damaged
 */
export async function* tarMembers(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveMember> {
  const members = extract(OPTIONS);
  const source = Readable.from(bytes, { objectMode: false });
  let failure: unknown;
  source.on('error', (error) => {
    failure = error;
    members.destroy(error);
  });
  source.pipe(members);
  try {
    for await (const entry of members) {
      const { name: path, type } = entry.header;
      if (type === 'directory') {
        entry.resume();
        continue;
      }
      const skipped = FILES.has(type) ? skipReason(path) : kindOf(type);
      if (skipped === undefined) yield { path, bytes: entry as AsyncIterable<Uint8Array> };
      else yield { path, skipped };
      // the reader of a member can stop before its end
      if (!entry.destroyed) entry.resume();
    }
  } catch (error) {
    if (failure) throw failure;
    const { message } = error as Error;
    throw new InputError(
      InputErrorCode.DAMAGED,
      `the tar archive is damaged or truncated: ${message}. Copy the archive again.`,
    );
  } finally {
    source.destroy();
  }
}

function kindOf(type: Header['type']): string {
  return KINDS[type] ?? 'a member of an unknown type';
}

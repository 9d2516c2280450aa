import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { type ArchiveMember, skipReason } from './archive-member';

/** Accepts headers without the magic of POSIX, as old versions of tar write them. */
const OPTIONS: Parameters<typeof extract>[0] & { allowUnknownFormat: boolean } = { allowUnknownFormat: true };

const BLOCK_BYTES = 512;

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
  const end = new EndOfArchive();
  const source = Readable.from(end.watched(bytes), { objectMode: false });
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
    throw failure ?? damaged((error as Error).message);
  } finally {
    source.destroy();
  }
  if (!end.hasMarker) throw damaged('the marker of its end is missing, so members may be missing');
}

/** Checks that an archive ends with a block of zeros, which shows that no member is missing. */
class EndOfArchive {
  private zeros = 0;

  get hasMarker(): boolean {
    return this.zeros >= BLOCK_BYTES;
  }

  async *watched(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      const last = chunk.findLastIndex((byte) => byte !== 0);
      this.zeros = last < 0 ? this.zeros + chunk.length : chunk.length - 1 - last;
      yield chunk;
    }
  }
}

function damaged(what: string): InputError {
  return new InputError(
    InputErrorCode.DAMAGED,
    `the tar archive is damaged or truncated: ${what}. Copy the archive again.`,
  );
}

function kindOf(type: Header['type']): string {
  return KINDS[type] ?? 'a member of an unknown type';
}

import { crc32 } from 'node:zlib';
import { type Entry, fromFdPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { withSlashes } from '../../flows/input/member-path';
import { spool } from '../../flows/input/spooled-file';
import { type ArchiveMember, skipReason } from './archive-member';

const METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};
const STORED = 0;
const DEFLATED = 8;

/**
 * Reads the members of a zip archive. Directories are not members.
 *
 * @throws InputError if the archive is damaged, truncated or encrypted
 */
export async function* zipMembers(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveMember> {
  const file = await spool(bytes);
  let zip: ZipFile | undefined;
  try {
    zip = await opened(file.descriptor);
    let stored = 0;
    for await (const entry of entriesOf(zip)) {
      const path = pathOf(entry);
      if (withSlashes(path).endsWith('/')) continue;
      stored += entry.compressedSize;
      // members that share their bytes make a small archive arbitrarily large
      if (stored > file.size) throw damaged('its members overlap');
      const skipped = skipReason(path);
      yield skipped === undefined ? { path, bytes: contentOf(zip, entry, path) } : { path, skipped };
    }
  } finally {
    file.close();
  }
}

async function opened(descriptor: number): Promise<ZipFile> {
  try {
    return await fromFdPromise(descriptor, { autoClose: false, decodeStrings: false });
  } catch (error) {
    const { message } = error as Error;
    const isTruncated = message.startsWith('End of central directory');
    throw damaged(isTruncated ? 'it is truncated: the list of its members at its end is missing' : message);
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const { message } = error as Error;
    throw message.includes('encryption') ? encrypted() : damaged(message);
  }
}

/** The path as the archive contains it. Backslashes remain, so that `b\c.log` and `b/c.log` are two members. */
function pathOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

async function* contentOf(zip: ZipFile, entry: Entry, path: string): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw encrypted();
  const { compressionMethod } = entry;
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    const method = METHODS[compressionMethod] ?? `method ${compressionMethod}`;
    throw new InputError(
      InputErrorCode.UNSUPPORTED,
      `the zip archive compresses the member with ${method}, which is not supported. Extract the archive, or compress it ` +
        'with Deflate.',
    );
  }
  let checksum = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      checksum = crc32(chunk as Uint8Array, checksum);
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw error instanceof InputError ? error : damaged(`${path}: ${(error as Error).message}`);
  }
  if (checksum !== entry.crc32) throw damaged(`${path}: incorrect data check`);
}

function encrypted(): InputError {
  return new InputError(
    InputErrorCode.UNSUPPORTED,
    'the zip archive is protected by a password. Extract it with the password, and normalize the extracted files.',
  );
}

function damaged(what: string): InputError {
  return new InputError(
    InputErrorCode.DAMAGED,
    `the zip archive is damaged: ${what}. Copy the archive again.`,
  );
}

import type { Beginning } from './beginning';

/** Kind of an archive: a file that contains several sources. */
export enum ArchiveKind {
  ZIP = 'zip',
  TAR = 'tar',
}

/** Signatures of a local file header, of the end of an empty archive, and of a split archive. */
const ZIP_SIGNATURES: ReadonlySet<number> = new Set([0x04034b50, 0x06054b50, 0x08074b50]);

const TAR_HEADER_BYTES = 512;
const CHECKSUM_OFFSET = 148;
const CHECKSUM_BYTES = 8;
const BLANK = 0x20;
const OCTAL = /^ *([0-7]{1,7})[ \0]*$/;

/** Returns the kind of an archive; undefined if the source is none. */
export function archiveKindOf({ bytes }: Pick<Beginning, 'bytes'>): ArchiveKind | undefined {
  if (bytes.length >= 4 && ZIP_SIGNATURES.has(bytes.readUInt32LE(0))) return ArchiveKind.ZIP;
  return isTarHeader(bytes) ? ArchiveKind.TAR : undefined;
}

/** Whether the bytes begin with a header of a tar archive, by its checksum. All versions of tar have it. */
function isTarHeader(bytes: Buffer): boolean {
  if (bytes.length < TAR_HEADER_BYTES || bytes[0] === 0) return false;
  const text = bytes.toString('latin1', CHECKSUM_OFFSET, CHECKSUM_OFFSET + CHECKSUM_BYTES);
  const stated = OCTAL.exec(text)?.[1];
  if (stated === undefined) return false;
  let sum = CHECKSUM_BYTES * BLANK;
  for (let at = 0; at < TAR_HEADER_BYTES; at++) {
    const isChecksum = at >= CHECKSUM_OFFSET && at < CHECKSUM_OFFSET + CHECKSUM_BYTES;
    if (!isChecksum) sum += bytes[at] as number;
  }
  return sum === Number.parseInt(stated, 8);
}

import { withSlashes } from '../../flows/input/member-path';

/** A member of an archive. The path is data: nothing is written to it. */
export type ArchiveMember = FileMember | SkippedMember;

/** A file in an archive. Its bytes must be read before the next member is requested. */
export interface FileMember {
  readonly path: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A member that is not read. */
export interface SkippedMember {
  readonly path: string;
  /** Why the member is not read, as a noun phrase. */
  readonly skipped: string;
}

const MAC_METADATA = /^__MACOSX\//;

/** Returns why the path of a file is not read; undefined if it is. */
export function skipReason(memberPath: string): string | undefined {
  const path = withSlashes(memberPath);
  if (MAC_METADATA.test(path)) return 'metadata of macOS';
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.startsWith('.') ? 'a hidden file' : undefined;
}

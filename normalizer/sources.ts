import type { NormalizeOptions } from '../aws/normalize-options';
import { ArchiveKind, archiveKindOf } from '../flows/input/archive-kind';
import { inflate } from '../flows/input/inflate';
import { InputError, InputErrorCode } from '../flows/input/input-error';
import { MemberNames, withSlashes } from '../flows/input/member-path';
import { type OpenedSource, openSource } from '../flows/input/opened-source';
import type { NormalizeResult } from '../flows/normalize-source';
import type { ArchiveMember } from './archives/archive-member';
import { tarMembers } from './archives/tar-members';
import { zipMembers } from './archives/zip-members';
import { chunksOf, normalizeOpened, type RawLog } from './normalize-any';

/** Most archives around a source: an archive in an archive. */
const MAX_DEPTH = 2;

/** A source to normalize: a raw log, or a member of an archive. */
export type LogSource = ReadableSource | SkippedSource;

/** A source that can be normalized. */
export interface ReadableSource {
  /** Identity of the source. That of a member is `archive.zip!member/path`, and `archive.zip!member/path#2` if it is the second. */
  readonly source: string;
  /** Path of a member in its archive, with slashes between folders; otherwise the source. */
  readonly path: string;
  /**
   * Normalizes the source. Call it once, before the next source is requested.
   *
   * @throws InputError if the source is unreadable. No file is written then.
   */
  normalize(directory: string): Promise<NormalizeResult>;
}

/** A member of an archive that is no file, or that an operating system added. */
export interface SkippedSource {
  readonly source: string;
  /** Why the member is not read, as a noun phrase. */
  readonly skipped: string;
}

/**
 * Returns the sources of a raw log: the log itself, or the members of a zip or tar archive. An archive that is damaged is a
 * source that cannot be normalized; so the other sources survive.
 *
 * @example
 * for await (const each of sourcesOf({ source: 'logs.zip', bytes: createReadStream('logs.zip') })) {
 *   if ('normalize' in each) await each.normalize('/tmp/tables');
 * }
 */
export async function* sourcesOf(log: RawLog, options: NormalizeOptions = {}): AsyncGenerator<LogSource> {
  yield* sourcesWithin({ ...log, path: log.source }, options, new MemberNames(), 0);
}

/** A raw log, and its path in the archive. */
interface LocatedLog extends RawLog {
  readonly path: string;
}

async function* sourcesWithin(
  log: LocatedLog,
  options: NormalizeOptions,
  names: MemberNames,
  depth: number,
): AsyncGenerator<LogSource> {
  const { source, path, again } = log;
  let opened: OpenedSource;
  try {
    opened = await openSource({ source, bytes: chunksOf(log.bytes), again }, options.maxBytes);
  } catch (error) {
    yield failed(log, error);
    return;
  }
  try {
    const kind = archiveKindOf(opened.beginning);
    if (kind === undefined) {
      const readable = opened;
      yield { source, path, normalize: (directory) => normalizeOpened(readable, directory, options) };
    } else if (depth === MAX_DEPTH) yield failed(log, tooDeep());
    else yield* membersOf(log, opened, kind, options, names, depth);
  } finally {
    await opened.close();
  }
}

async function* membersOf(
  archive: LocatedLog,
  { bytes }: OpenedSource,
  kind: ArchiveKind,
  options: NormalizeOptions,
  names: MemberNames,
  depth: number,
): AsyncGenerator<LogSource> {
  const content = inflate(bytes, { maxBytes: options.maxBytes });
  const members: AsyncGenerator<ArchiveMember> =
    kind === ArchiveKind.ZIP ? zipMembers(content) : tarMembers(content);
  for (;;) {
    let next: IteratorResult<ArchiveMember>;
    try {
      next = await members.next();
    } catch (error) {
      yield failed(archive, error);
      return;
    }
    if (next.done) return;
    const member = next.value;
    const source = names.nameOf(archive.source, member.path);
    if ('skipped' in member) yield { source, skipped: member.skipped };
    else {
      const log = { source, path: withSlashes(member.path), bytes: member.bytes };
      yield* sourcesWithin(log, options, names, depth + 1);
    }
  }
}

function failed({ source, path }: LocatedLog, error: unknown): LogSource {
  return { source, path, normalize: () => Promise.reject(error) };
}

function tooDeep(): InputError {
  return new InputError(
    InputErrorCode.UNSUPPORTED,
    'the archive is in an archive that is in an archive. Extract the outer archive, and normalize the extracted files.',
  );
}

import type { NormalizeOptions } from '../aws/normalize-options';
import { ArchiveKind, archiveKindOf } from '../flows/input/archive-kind';
import { inflate } from '../flows/input/inflate';
import { InputError, InputErrorCode } from '../flows/input/input-error';
import { MEMBER_SEPARATOR } from '../flows/input/member-path';
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
  /** Identity of the source. That of a member is `archive.zip!member/path`. */
  readonly source: string;
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
  yield* sourcesWithin(log, options, 0);
}

async function* sourcesWithin(
  log: RawLog,
  options: NormalizeOptions,
  depth: number,
): AsyncGenerator<LogSource> {
  const { source, again } = log;
  let opened: OpenedSource;
  try {
    opened = await openSource({ source, bytes: chunksOf(log.bytes), again }, options.maxBytes);
  } catch (error) {
    yield failed(source, error);
    return;
  }
  try {
    const kind = archiveKindOf(opened.beginning);
    if (kind === undefined) {
      const readable = opened;
      yield { source, normalize: (directory) => normalizeOpened(readable, directory, options) };
    } else if (depth === MAX_DEPTH) yield failed(source, tooDeep());
    else yield* membersOf(opened, kind, options, depth);
  } finally {
    await opened.close();
  }
}

async function* membersOf(
  { source, bytes }: OpenedSource,
  kind: ArchiveKind,
  options: NormalizeOptions,
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
      yield failed(source, error);
      return;
    }
    if (next.done) return;
    const member = next.value;
    const name = `${source}${MEMBER_SEPARATOR}${member.path}`;
    if ('skipped' in member) yield { source: name, skipped: member.skipped };
    else yield* sourcesWithin({ source: name, bytes: member.bytes }, options, depth + 1);
  }
}

function failed(source: string, error: unknown): LogSource {
  return { source, normalize: () => Promise.reject(error) };
}

function tooDeep(): InputError {
  return new InputError(
    InputErrorCode.UNSUPPORTED,
    'the archive is in an archive that is in an archive. Extract the outer archive, and normalize the extracted files.',
  );
}

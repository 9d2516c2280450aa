import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { EnrichmentFile, EnrichmentFolder } from './enrichment-folder';
import { EnrichmentFileKind } from './enrichment-status';
import { feedListName, feedListVersion } from './feed-names';
import { type MaxMindDatabase, openGeoDatabase } from './geo-database';
import { readThreatList } from './read-threat-list';
import { type ReadList, shownProblems } from './threat-list-reading';

/** What a file may use. */
export interface FeedLimits {
  readonly maxListBytes: number;
  readonly maxDatabaseBytes: number;
  readonly maxNetworks: number;
  readonly maxTypeBytes: number;
}

/** The content of a file: a list or a database. */
export interface FeedContent {
  readonly read?: ReadList;
  readonly database?: MaxMindDatabase;
  readonly databaseBytes?: number;
}

/** A content that cannot be used, so that reading the same version again is useless. */
export class FeedContentError extends Error {
  override readonly name = 'FeedContentError';
}

const MIB = 2 ** 20;
const GZIP_SIGNATURE = 0x1f8b;
const unzip = promisify(gunzip);

/**
 * Reads a list or a database of a folder. Between parts of a list, other work can run.
 *
 * @throws FeedContentError if the content cannot be used
 * @throws Error if the file cannot be read
 */
export async function loadFeedFile(
  folder: EnrichmentFolder,
  file: EnrichmentFile,
  kind: EnrichmentFileKind,
  limits: FeedLimits,
  now: number,
): Promise<FeedContent> {
  const maxBytes = kind === EnrichmentFileKind.DATABASE ? limits.maxDatabaseBytes : limits.maxListBytes;
  if (file.bytes > maxBytes) throw tooLarge(file, kind, maxBytes);
  const content = await uncompressed(await readFile(folder, file, kind, maxBytes), file, kind, maxBytes);
  try {
    if (kind === EnrichmentFileKind.DATABASE) {
      return { database: openGeoDatabase(content, file.name), databaseBytes: content.length };
    }
    return { read: await readList(content, file, limits, now) };
  } catch (error) {
    const { message } = error as Error;
    throw new FeedContentError(message.includes(file.name) ? message : `${kind} ${file.name}: ${message}`);
  }
}

async function readFile(
  folder: EnrichmentFolder,
  file: EnrichmentFile,
  kind: EnrichmentFileKind,
  maxBytes: number,
): Promise<Buffer> {
  try {
    return await folder.read(file, maxBytes);
  } catch (error) {
    throw new Error(`${kind} ${file.name} cannot be read: ${(error as Error).message}`);
  }
}

async function uncompressed(
  content: Buffer,
  file: EnrichmentFile,
  kind: EnrichmentFileKind,
  maxBytes: number,
): Promise<Buffer> {
  if (content.length < 2 || content.readUInt16BE(0) !== GZIP_SIGNATURE) return content;
  try {
    return await unzip(content, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(file, kind, maxBytes);
    throw new FeedContentError(`${kind} ${file.name} is damaged gzip (${message}). Upload it again.`);
  }
}

async function readList(
  content: Buffer,
  file: EnrichmentFile,
  { maxNetworks, maxTypeBytes }: FeedLimits,
  now: number,
): Promise<ReadList> {
  const reading = readThreatList(content, {
    path: file.name,
    name: feedListName(file.name),
    version: feedListVersion(file.modified),
    maxNetworks,
    maxTypeBytes,
    now,
  });
  for (let part = reading.next(); ; part = reading.next()) {
    if (part.done) {
      if (part.value.entries === 0 && part.value.badEntries > 0) {
        throw new FeedContentError(
          `threat list ${file.name} has no valid entry: ${shownProblems(part.value)}`,
        );
      }
      return part.value;
    }
    await setImmediate();
  }
}

function tooLarge({ name }: EnrichmentFile, kind: EnrichmentFileKind, maxBytes: number): FeedContentError {
  const mebibytes = Math.floor((maxBytes / MIB) * 10) / 10;
  return new FeedContentError(
    kind === EnrichmentFileKind.DATABASE
      ? `database ${name} has more than the ${mebibytes} MiB that are left for databases. Use a smaller one, or delete others.`
      : `threat list ${name} has more than ${mebibytes} MiB. Split it, or use a smaller one.`,
  );
}

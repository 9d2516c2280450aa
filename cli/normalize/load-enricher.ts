import { gunzipSync } from 'node:zlib';
import { Enricher } from '../../flows/enrichment/enricher';
import { type GeoDatabase, openGeoDatabase } from '../../flows/enrichment/geo-database';
import { ThreatLists } from '../../flows/enrichment/threat-lists';
import { missingPath } from '../arguments/existing-path';
import { UserError } from '../user-error';
import { fileProblem } from './file-problem';
import { readBounded } from './read-bounded';

/** Paths of threat lists and MaxMind databases. */
export interface EnrichmentFiles {
  readonly threats: readonly string[];
  readonly mmdb: readonly string[];
}

/** Largest threat list in bytes. */
const MAX_LIST_BYTES = 500 * 2 ** 20;
/** Largest database in bytes. */
const MAX_DATABASE_BYTES = 2 ** 30;
const MIB = 2 ** 20;
const GZIP_SIGNATURE = 0x1f8b;

/** Receives a description of the entries of a threat list that are not valid. They are not used. */
export type OnInvalidEntries = (description: string) => void;

/**
 * Loads threat lists and databases, compressed by gzip or not.
 *
 * @returns undefined if there are no files
 * @throws UserError that lists every file that does not exist or is not valid
 */
export function loadEnricher(
  { threats, mmdb }: EnrichmentFiles,
  onInvalidEntries: OnInvalidEntries = () => {},
): Enricher | undefined {
  if (threats.length + mmdb.length === 0) return undefined;
  const problems: string[] = [];
  const attempt = <T>(path: string, load: () => T): T | undefined => {
    try {
      return load();
    } catch (error) {
      const { code, syscall, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') problems.push(missingPath(path, 'a threat list or a MaxMind DB file'));
      else if (code !== undefined && syscall !== undefined) problems.push(`${path} ${fileProblem(error)}`);
      else problems.push(message.includes(path) ? message : `${path}: ${message}`);
      return undefined;
    }
  };
  const lists = new ThreatLists();
  for (const path of threats) {
    const invalid = attempt(path, () => lists.addValid(path, readUnzipped(path, MAX_LIST_BYTES)));
    if (invalid !== undefined) onInvalidEntries(invalid);
  }
  const databases = mmdb.map((path) =>
    attempt(path, () => openGeoDatabase(readUnzipped(path, MAX_DATABASE_BYTES), path)),
  );
  if (problems.length > 0) throw new UserError(problems.join('; '));
  return new Enricher(lists, databases as GeoDatabase[]);
}

function readUnzipped(path: string, limit: number): Buffer {
  const content = readBounded(path, limit);
  if (content.length < 2 || content.readUInt16BE(0) !== GZIP_SIGNATURE) return content;
  try {
    return gunzipSync(content, { maxOutputLength: limit });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'ERR_BUFFER_TOO_LARGE'
      ? new UserError(`${path} has more than ${limit / MIB} MiB after decompression: give a smaller file`)
      : new UserError(`${path} is damaged gzip (${message}): download it again`);
  }
}

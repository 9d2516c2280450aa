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

/** Largest threat list in bytes. Its text is one string, and the engine limits the length of a string to 512 MiB. */
const MAX_LIST_BYTES = 500 * 2 ** 20;
/** Largest database in bytes. */
const MAX_DATABASE_BYTES = 2 ** 30;

/**
 * Loads threat lists and databases.
 *
 * @returns undefined if there are no files
 * @throws UserError that lists every file that does not exist or is not valid
 */
export function loadEnricher({ threats, mmdb }: EnrichmentFiles): Enricher | undefined {
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
  for (const path of threats)
    attempt(path, () => lists.add(path, readBounded(path, MAX_LIST_BYTES).toString()));
  const databases = mmdb.map((path) =>
    attempt(path, () => openGeoDatabase(readBounded(path, MAX_DATABASE_BYTES), path)),
  );
  if (problems.length > 0) throw new UserError(problems.join('; '));
  return new Enricher(lists, databases as GeoDatabase[]);
}

import { readFileSync } from 'node:fs';
import { Enricher } from '../../flows/enrichment/enricher';
import { type GeoDatabase, openGeoDatabase } from '../../flows/enrichment/geo-database';
import { ThreatLists } from '../../flows/enrichment/threat-list';
import { missingPath } from '../arguments/existing-path';
import { UserError } from '../user-error';

/** Paths of threat lists and MaxMind databases. */
export interface EnrichmentFiles {
  readonly threats: readonly string[];
  readonly mmdb: readonly string[];
}

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
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') problems.push(missingPath(path, 'a threat list or a MaxMind DB file'));
      else problems.push(message.includes(path) ? message : `${path}: ${message}`);
      return undefined;
    }
  };
  const lists = new ThreatLists();
  for (const path of threats) attempt(path, () => lists.add(path, readFileSync(path, 'utf8')));
  const databases = mmdb.map((path) => attempt(path, () => openGeoDatabase(readFileSync(path), path)));
  if (problems.length > 0) throw new UserError(problems.join('; '));
  return new Enricher(lists, databases as GeoDatabase[]);
}

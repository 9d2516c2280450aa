import { readFileSync } from 'node:fs';
import { Enricher, openDatabase, type PlaceDatabase } from '../../flows/enrichment/enricher';
import { ThreatLists } from '../../flows/enrichment/threat-list';
import { UsageError } from '../exit';

/** Lists and databases given on the command line, by their paths. */
export interface EnrichmentFiles {
  readonly threats: readonly string[];
  readonly mmdb: readonly string[];
}

/**
 * Loads what enriches rows; nothing, if nothing was given.
 *
 * @throws UsageError that names every file that can not be used
 */
export function enricherOf({ threats, mmdb }: EnrichmentFiles): Enricher | undefined {
  if (threats.length + mmdb.length === 0) return undefined;
  const problems: string[] = [];
  const attempt = <T>(path: string, use: () => T): T | undefined => {
    try {
      return use();
    } catch (error) {
      const { message } = error as Error;
      problems.push(message.includes(path) ? message : `${path}: ${message}`);
      return undefined;
    }
  };
  const lists = new ThreatLists();
  for (const path of threats) attempt(path, () => lists.add(path, readFileSync(path, 'utf8')));
  const databases = mmdb.map((path) => attempt(path, () => open(readFileSync(path))));
  if (problems.length > 0) throw new UsageError(`can not enrich: ${problems.join('; ')}`);
  return new Enricher(lists, databases as PlaceDatabase[]);
}

function open(content: Buffer): PlaceDatabase {
  try {
    return openDatabase(content);
  } catch (error) {
    throw new Error(`no MaxMind DB file (${(error as Error).message})`);
  }
}

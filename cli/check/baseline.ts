import { readFileSync } from 'node:fs';
import { UsageError } from '../exit';

/**
 * Fingerprints of an earlier report in JSON, of all that counted.
 *
 * @throws UsageError if the file is none
 */
export function readBaseline(path: string): ReadonlySet<string> {
  try {
    const { version, findings } = JSON.parse(readFileSync(path, 'utf8')) as {
      version: number;
      findings: { fingerprint: string; suppression: unknown }[];
    };
    if (version === 1) {
      return new Set(
        findings.filter(({ suppression }) => !suppression).map(({ fingerprint }) => fingerprint),
      );
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UsageError(`there is no ${path}`);
  }
  throw new UsageError(`${path} is no report of an earlier run: write one with --report json=FILE`);
}

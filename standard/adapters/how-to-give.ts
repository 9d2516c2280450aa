import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Directories that synthesis writes in the directory of an app by default, and an entry of each. */
const OUTPUTS = [
  ['cdk.out', 'manifest.json'],
  ['cdktf.out', 'stacks'],
] as const;

/**
 * Returns the fix in errors about a directory without an artifact: to give the output of synthesis that it contains.
 *
 * @param otherwise the fix if it contains none
 */
export function howToGive(path: string, otherwise: string): string {
  const found = OUTPUTS.find(([output, entry]) => existsSync(join(path, output, entry)));
  return found === undefined ? otherwise : `give ${join(path, found[0])}`;
}

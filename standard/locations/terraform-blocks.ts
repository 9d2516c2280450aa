import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceLocation } from '../facts';
import { displayPath } from './display-path';
import { isTerraformText, withoutReplacedFiles } from './terraform-file';
import { blocksInText } from './terraform-text';

/**
 * Finds the source locations of a root module's resources in the `*.tf` files of a directory, by address. Plans do not
 * contain source locations. If the plan is outside the directory of the module, the map is empty.
 */
export function terraformBlocks(directory: string): ReadonlyMap<string, SourceLocation> {
  const blocks = new Map<string, SourceLocation>();
  for (const name of terraformFiles(directory)) {
    const path = join(directory, name);
    for (const [type, id, line] of resourcesIn(readFileSync(path, 'utf8'))) {
      blocks.set(`${type}.${id}`, { file: displayPath(path), line });
    }
  }
  return blocks;
}

function terraformFiles(directory: string): string[] {
  try {
    return withoutReplacedFiles(readdirSync(directory)).filter(isTerraformText);
  } catch {
    return [];
  }
}

/** Returns the resource blocks of a Terraform file with their lines, from 1. The function skips comments and heredocs. */
export function resourcesIn(text: string): [type: string, name: string, line: number][] {
  const resources = blocksInText(text).filter(({ path }) => path[0] === 'resource' && path.length === 3);
  return resources.map(({ path: [, type = '', name = ''], line }) => [type, name, line]);
}

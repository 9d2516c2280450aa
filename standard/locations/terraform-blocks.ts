import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceLocation } from '../facts';
import { displayPath } from './display-path';

const RESOURCE = /^\s*resource\s+"([\w-]+)"\s+"([\w-]+)"/;

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
    return readdirSync(directory).filter((name) => name.endsWith('.tf'));
  } catch {
    return [];
  }
}

/** Returns whether a comment begins in a line and does not end in it. */
function opensComment(line: string): boolean {
  const begin = line.lastIndexOf('/*');
  return begin >= 0 && !line.includes('*/', begin + 2);
}

/** Returns the resource blocks of a Terraform file with their lines, from 1. The function skips comments and heredocs. */
export function resourcesIn(text: string): [type: string, name: string, line: number][] {
  const found: [string, string, number][] = [];
  let terminator: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (terminator !== undefined) {
      if (line.trim() === terminator || (terminator === '*/' && line.includes('*/'))) terminator = undefined;
      continue;
    }
    const [, type, name] = RESOURCE.exec(line) ?? [];
    if (type !== undefined && name !== undefined) found.push([type, name, index + 1]);
    const heredoc = /<<[-~]?(\w+)\s*$/.exec(line)?.[1];
    terminator = heredoc ?? (opensComment(line) ? '*/' : undefined);
  }
  return found;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceLocation } from '../facts';
import { shown } from './stack-frames';

const RESOURCE = /^\s*resource\s+"([\w-]+)"\s+"([\w-]+)"/;

/**
 * Finds the positions of the resources of a root module in the Terraform files of a directory. Plans do not contain them.
 * A plan that lies elsewhere has no lines.
 */
export function terraformBlocks(directory: string): ReadonlyMap<string, SourceLocation> {
  const blocks = new Map<string, SourceLocation>();
  for (const name of terraformFiles(directory)) {
    const path = join(directory, name);
    for (const [type, id, line] of resourcesIn(readFileSync(path, 'utf8'))) {
      blocks.set(`${type}.${id}`, { file: shown(path), line });
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

/** Resources of a text, with their lines from 1; those in comments and heredocs are none. */
export function resourcesIn(text: string): [type: string, name: string, line: number][] {
  const found: [string, string, number][] = [];
  let end: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (end !== undefined) {
      if (line.trim() === end || (end === '*/' && line.includes('*/'))) end = undefined;
      continue;
    }
    const [, type, name] = RESOURCE.exec(line) ?? [];
    if (type !== undefined && name !== undefined) found.push([type, name, index + 1]);
    const heredoc = /<<[-~]?(\w+)\s*$/.exec(line)?.[1];
    end = heredoc ?? (/\/\*(?!.*\*\/)/.test(line) ? '*/' : undefined);
  }
  return found;
}

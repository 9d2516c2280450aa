import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isHcl, moduleFilePaths, readModuleFiles } from './module-files';
import { ModuleSources } from './module-source';
import { type HclFile, parseHcl } from './parse-hcl';
import { variableFilePaths } from './variable-files';

const MOST_MODULES = 1000;

/**
 * Parses the files of a root module, of the modules that it calls and of its variables that are in the Terraform language.
 *
 * @param path a directory, or one file
 * @throws ArtifactError if a file is invalid, or the parser is not installed
 */
export async function loadHcl(path: string): Promise<ReadonlyMap<string, HclFile>> {
  const root = statSync(path).isDirectory() ? path : dirname(path);
  const sources = new ModuleSources(root);
  const parsed = new Map<string, HclFile>();
  const parseAll = async (files: readonly string[]) => {
    for (const file of files) {
      if (isHcl(file) && !parsed.has(file))
        parsed.set(file, await parseHcl(file, readFileSync(file, 'utf8')));
    }
  };
  await parseAll(variableFilePaths(root));
  // a directory can be called under several names, and only the name finds an installed module
  const seen = new Set<string>();
  const open: { path: string; key: string }[] = [{ path, key: '' }];
  for (let next = open.shift(); next && seen.size < MOST_MODULES; next = open.shift()) {
    const { key } = next;
    if (seen.has(`${key} ${next.path}`) || key.split('.').length > 20 || !existsSync(next.path)) continue;
    seen.add(`${key} ${next.path}`);
    await parseAll(moduleFilePaths(next.path));
    const { directory, blocks } = readModuleFiles(next.path, parsed);
    for (const { labels, body } of blocks.get('module') ?? []) {
      const innerKey = [...(key === '' ? [] : [key]), ...labels].join('.');
      const source = sources.find(body.source, innerKey, directory);
      if ('directory' in source) open.push({ path: source.directory, key: innerKey });
    }
  }
  return parsed;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '../../../../aws/template/read-template';
import { type ModuleFiles, readJson } from './module-files';

/**
 * Adds the paths of the constructs to the blocks of a stack that CDKTF wrote in the Terraform language. The paths are in
 * `metadata.json` beside the stack. In JSON, the stack contains them.
 */
export function withConstructPaths(files: ModuleFiles): ModuleFiles {
  const path = join(files.directory, 'metadata.json');
  if (!existsSync(path)) return files;
  const metadata = objectOf(readJson(path));
  if (objectOf(metadata['//']).metadata === undefined) return files;
  const blocks = [...files.blocks].map(([kind, all]) => {
    const named = all.map((block) => {
      const found = block.labels.reduce((parent: unknown, label) => objectOf(parent)[label], metadata[kind]);
      const comment = objectOf(found)['//'];
      return comment === undefined ? block : { ...block, body: { ...block.body, '//': comment } };
    });
    return [kind, named] as const;
  });
  return { ...files, blocks: new Map(blocks) };
}

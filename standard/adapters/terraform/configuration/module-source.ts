import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { objectOf } from '../../../../aws/template/read-template';

/** The directory of a called module, or why there is none. */
export type ModuleSource = { readonly directory: string } | { readonly problem: string };

/**
 * Finds the directories of called modules: local ones, and those that `terraform init` has installed. Source: Terraform,
 * "Module Sources".
 */
export class ModuleSources {
  private readonly installed: ReadonlyMap<string, string>;

  /** @param root directory of the root module */
  constructor(private readonly root: string) {
    this.installed = installedModules(root);
  }

  /**
   * @param key names of the calls from the root module, for example `network.subnets`
   * @param from directory of the calling module
   */
  find(source: unknown, key: string, from: string): ModuleSource {
    if (typeof source !== 'string' || source.includes('${'))
      return { problem: 'the source of a module is not a literal text' };
    if (/^\.{1,2}(\/|$)/.test(source)) {
      const directory = join(from, source);
      return existsSync(directory)
        ? { directory }
        : { problem: `the module source "${source}" does not exist` };
    }
    const installed = this.installed.get(key);
    if (installed !== undefined) {
      const directory = isAbsolute(installed) ? installed : join(this.root, installed);
      if (existsSync(directory)) return { directory };
    }
    return { problem: `the module source "${source}" is not local` };
  }
}

/** Returns the directories in the manifest that `terraform init` writes, by the names of the calls. */
function installedModules(root: string): ReadonlyMap<string, string> {
  try {
    const { Modules } = objectOf(
      JSON.parse(readFileSync(join(root, '.terraform/modules/modules.json'), 'utf8')),
    );
    return new Map(
      [Modules ?? []].flat().flatMap((each) => {
        const { Key, Dir } = objectOf(each);
        return typeof Key === 'string' && typeof Dir === 'string' ? [[Key, Dir] as const] : [];
      }),
    );
  } catch {
    return new Map();
  }
}

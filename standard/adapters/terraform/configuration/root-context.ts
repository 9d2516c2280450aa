import { readFileSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { EvaluationBudget } from '../expression/evaluation-budget';
import { Failure, Unresolved } from '../expression/terraform-value';
import { isHcl, type ModuleFiles, moduleFilePaths, readModuleFiles } from './module-files';
import { ModuleSources } from './module-source';
import type { HclFile } from './parse-hcl';

const MOST_MODULES = 2000;
const MOST_LEVELS = 20;
const MOST_BYTES = 1_000_000;

/** What the modules of one root module share. */
export class RootContext {
  readonly budget = new EvaluationBudget();
  readonly sources: ModuleSources;
  private readonly files = new Map<string, ModuleFiles>();
  private modules = 0;

  /** @param name name of its deployment unit */
  constructor(
    readonly name: string,
    readonly directory: string,
    private readonly hcl: ReadonlyMap<string, HclFile>,
  ) {
    this.sources = new ModuleSources(directory);
  }

  /** @throws ArtifactError if a file is invalid */
  moduleAt(path: string): ModuleFiles {
    let files = this.files.get(path);
    if (!files) {
      files = readModuleFiles(path, this.hcl);
      this.files.set(path, files);
    }
    return files;
  }

  /** Returns why a called module cannot be read; `undefined` if it can. */
  problemOf(path: string, callers: readonly string[]): string | undefined {
    if (callers.includes(path)) return 'the module calls itself';
    if (callers.length > MOST_LEVELS || ++this.modules > MOST_MODULES)
      return 'the configuration calls too many modules';
    const isParsed = moduleFilePaths(path).every((file) => !isHcl(file) || this.hcl.has(file));
    return isParsed ? undefined : 'the files of the module are in the Terraform language and were not parsed';
  }

  /** Reads a file for an expression. The file must be in the directory of the root module or of a called module. */
  readFile(path: string): string | Unresolved {
    const absolute = resolve(this.directory, path);
    try {
      const real = realpathSync(absolute);
      const roots = [this.directory, ...this.files.keys()].map((each) => realpathSync(each));
      if (!roots.some((root) => !relative(root, real).startsWith('..')))
        return new Unresolved(`it is read from ${path}, which is outside the configuration`);
      if (statSync(real).size > MOST_BYTES)
        return new Unresolved(`it is read from ${path}, which is too large`);
      return readFileSync(real, 'utf8');
    } catch {
      return new Failure(`it is read from ${path}, which cannot be read`);
    }
  }
}

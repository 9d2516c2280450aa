import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { objectOf } from '../../../../aws/template/read-template';
import { isTerraformFile, isTerraformText, withoutReplacedFiles } from '../../../locations/terraform-file';
import { ArtifactError } from '../../artifact';
import { isTooDeep, MOST_LEVELS } from '../../nesting';
import type { HclFile } from './parse-hcl';

/** A block of a module: `resource "aws_vpc" "main" { ... }`. */
export interface Block {
  /** `aws_vpc`, `main`. */
  readonly labels: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
  /** Path of its file. */
  readonly file: string;
}

/** The blocks of one module by kind: `resource`, `data`, `variable`, `locals`, `output`, `module`, `provider`, `terraform`. */
export interface ModuleFiles {
  readonly directory: string;
  /** Whether these are all files of the module. */
  readonly isComplete: boolean;
  readonly blocks: ReadonlyMap<string, readonly Block[]>;
}

/** Number of labels by kind of block. Source: Terraform, "Files and Configuration Structure", "JSON Configuration Syntax". */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  variable: 1,
  locals: 0,
  output: 1,
  module: 1,
  provider: 1,
  moved: 0,
  removed: 0,
  terraform: 0,
};

/** Kinds of which a module can have several blocks with equal labels. */
const REPEATED: readonly string[] = ['locals', 'provider', 'moved', 'removed', 'terraform'];

/** Returns the paths of the files of a module, or the path itself if it is a file. Override files are last. */
export function moduleFilePaths(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = withoutReplacedFiles(
    readdirSync(path)
      .filter((name) => isTerraformFile(name) && !/^\.|^#|~$/.test(name))
      .sort(),
  );
  return [...names.filter((name) => !isOverride(name)), ...names.filter(isOverride)].map((name) =>
    join(path, name),
  );
}

export function isHcl(path: string): boolean {
  return isTerraformText(path) || path.endsWith('.tfvars');
}

/**
 * Reads the files of a module.
 *
 * @param path a directory, or one file
 * @param hcl the parsed files in the Terraform language, by path
 * @throws ArtifactError if a file is invalid
 */
export function readModuleFiles(path: string, hcl: ReadonlyMap<string, HclFile>): ModuleFiles {
  const isDirectory = statSync(path).isDirectory();
  const files = moduleFilePaths(path).map((file) => [file, readBlocks(file, hcl)] as const);
  return mergeFiles(isDirectory ? path : dirname(path), files, isDirectory);
}

/** Combines parsed files to a module. */
export function mergeFiles(
  directory: string,
  files: readonly (readonly [path: string, json: unknown])[],
  isComplete: boolean,
): ModuleFiles {
  const blocks = new Map<string, Block[]>();
  for (const [file, json] of files) {
    for (const [kind, labels] of Object.entries(LABELS)) {
      for (const block of blocksIn(objectOf(json)[kind], labels, [], file)) {
        const all = blocks.get(kind) ?? [];
        blocks.set(kind, all);
        add(all, block, kind);
      }
    }
  }
  return { directory, isComplete, blocks };
}

function readBlocks(file: string, hcl: ReadonlyMap<string, HclFile>): unknown {
  if (isHcl(file)) {
    const parsed = hcl.get(file);
    if (!parsed)
      throw new ArtifactError(`${file} is in the Terraform language: use readArtifacts, which can parse it`);
    return parsed;
  }
  return readJson(file);
}

/** @throws ArtifactError if the file is not JSON, or is nested too deeply */
export function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (isTooDeep(text))
    throw new ArtifactError(
      `${file} is nested more than ${MOST_LEVELS} levels deep: write its values with less nesting`,
    );
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ArtifactError(`${file} is not valid JSON: ${(error as Error).message}`);
  }
}

/** Blocks with labels are nested objects. Each level can also be a list of objects. */
function blocksIn(json: unknown, labels: number, found: readonly string[], file: string): Block[] {
  const levels = [json ?? []].flat().map(objectOf);
  if (labels === 0) return levels.map((body) => ({ labels: found, body, file }));
  return levels.flatMap((level) =>
    Object.entries(level)
      .filter(([label]) => label !== '//')
      .flatMap(([label, inner]) => blocksIn(inner, labels - 1, [...found, label], file)),
  );
}

function add(all: Block[], block: Block, kind: string): void {
  const name = block.labels.join('.');
  const index = REPEATED.includes(kind) ? -1 : all.findIndex(({ labels }) => labels.join('.') === name);
  const existing = all[index];
  if (!existing) {
    all.push(block);
  } else if (isOverride(basename(block.file))) {
    all[index] = { ...existing, body: { ...existing.body, ...block.body } };
  } else {
    throw new ArtifactError(
      `${block.file} declares ${kind} ${name}, which ${existing.file} declares too: remove one of the blocks`,
    );
  }
}

/** Override files change blocks of other files. Source: Terraform, "Override Files". */
function isOverride(name: string): boolean {
  return /(^|_)override\.(tf|tofu)(\.json)?$/.test(name);
}

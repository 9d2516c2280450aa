import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { addressIn, mergeModels, type ResourceModel } from '../../facts';
import { isTerraformFile } from '../../locations/terraform-file';
import type { ArtifactInput } from '../artifact';
import { type ConfiguredDeployment, configuredDeployment } from './configuration/configured-deployment';
import { loadHcl } from './configuration/load-hcl';
import { moduleFilePaths, readModuleFiles } from './configuration/module-files';
import type { HclFile } from './configuration/parse-hcl';
import { readConfiguration, rootScope } from './configuration/read-configuration';
import { RootContext } from './configuration/root-context';

/** Parsed files in the Terraform language, by path. */
export type HclFiles = ReadonlyMap<string, HclFile>;

export const NO_HCL: HclFiles = new Map();

/** Whether a path is a Terraform configuration: a directory of a root module, one file of it, or the output of CDKTF. */
export function isConfiguration(path: string): boolean {
  return rootModulesAt(path).length > 0;
}

/**
 * Replaces the files of root modules by their directories, because a file refers to what other files of its module declare.
 * The only file of a directory remains.
 */
export function wholeRootModules(paths: readonly string[]): string[] {
  const whole = paths.map((path) => {
    const isFile = isTerraformFile(path) && statSync(path, { throwIfNoEntry: false })?.isFile();
    return isFile && moduleFilePaths(dirname(path)).length > 1 ? dirname(path) : path;
  });
  return [...new Set(whole)];
}

/**
 * Parses the files of Terraform configurations that are in the Terraform language. Other paths are ignored.
 *
 * @throws ArtifactError if a file is invalid, or the parser is not installed
 */
export async function loadHclFiles(paths: readonly string[]): Promise<HclFiles> {
  const all = new Map<string, HclFile>();
  for (const path of paths.flatMap((each) => (existsSync(each) ? rootModulesAt(each) : []))) {
    for (const [file, parsed] of await loadHcl(path)) all.set(file, parsed);
  }
  return all;
}

/**
 * Reads a Terraform configuration. Each stack of CDKTF is a deployment unit.
 *
 * @throws ArtifactError if a file is invalid
 */
export function readRootModules(input: ArtifactInput, hcl: HclFiles): ResourceModel {
  const { path, unit } = input;
  const models = rootModulesAt(path).map((root) => {
    const name = root.startsWith(join(path, STACKS)) ? addressIn(unit, basename(dirname(root))) : unit.name;
    return readConfiguration({ ...input, path: root, unit: { ...unit, name } }, hcl);
  });
  return mergeModels(models);
}

/**
 * Returns the names of the variables of the root modules at a path.
 *
 * @throws ArtifactError if a file is invalid
 */
export function declaredVariables(path: string, hcl: HclFiles): string[] {
  return rootModulesAt(path).flatMap((root) =>
    (readModuleFiles(root, hcl).blocks.get('variable') ?? []).flatMap(({ labels: [name = ''] }) => [name]),
  );
}

/**
 * Reads what the deployments of a Terraform configuration create and read in Azure. Each stack of CDKTF is a deployment.
 *
 * @param subscription subscription of provider configurations that do not state one
 * @throws ArtifactError if a file is invalid
 */
export function readDeployments(
  { path, unit, parameters }: ArtifactInput,
  hcl: HclFiles,
  subscription: string | undefined,
): ConfiguredDeployment[] {
  return rootModulesAt(path).map((root) => {
    const isStack = root.startsWith(join(path, STACKS));
    const directory = statSync(root).isDirectory() ? root : dirname(root);
    const context = new RootContext(unit.name, directory, hcl);
    const files = context.moduleAt(root);
    const scope = rootScope(files, context, hcl, parameters);
    return configuredDeployment(isStack ? basename(dirname(root)) : unit.name, files, scope, subscription);
  });
}

const STACKS = 'stacks';

/** Returns the root modules at a path: directories or single files. */
function rootModulesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return isTerraformFile(path) ? [path] : [];
  const stacks = join(path, STACKS);
  const names = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  const files = names
    .flatMap((name) => [join(stacks, name, 'cdk.tf.json'), join(stacks, name, 'cdk.tf')])
    .filter(existsSync);
  if (files.length > 0) return files;
  return moduleFilePaths(path).length > 0 ? [path] : [];
}

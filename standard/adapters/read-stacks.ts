import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TemplateStack } from '../../aws/template/template-stack';
import { ADAPTERS, ArtifactError } from '.';
import { artifactLabels } from './artifact-labels';
import { readAssembly, type StackDefaults, unnamedStackError } from './cloudformation/read-assembly';
import { TEMPLATE } from './cloudformation/template-adapter';
import { readTemplateDirectory } from './cloudformation/template-directory';
import { HOW_TO_SYNTHESISE, readTemplateFile } from './cloudformation/template-file';
import { howToGive } from './how-to-give';
import { isConfiguration } from './terraform/root-modules';

/**
 * Reads the CloudFormation stacks of artifacts: assemblies of the CDK, templates and directories of templates, with their
 * nested stacks. Each stack has a name.
 *
 * @param defaults values for stacks that do not state them
 * @param purpose what needs CloudFormation, for errors
 * @throws ArtifactError if an artifact belongs to another engine, or cannot be read
 */
export function readStacks(
  paths: readonly string[],
  defaults: Pick<StackDefaults, 'stackOf' | 'account' | 'region' | 'parameters'>,
  purpose: string,
): TemplateStack[] {
  const labels = artifactLabels(paths, (index) => isDirectory(paths[index] as string));
  return paths.flatMap((path, index) => {
    const other = engineOf(path);
    if (other !== undefined) throw foreignError(path, other, purpose);
    if (isDirectory(path) && !existsSync(join(path, 'manifest.json'))) {
      const stacks = templatesIn(path, { ...defaults, label: labels[index] as string });
      if (stacks.length === 0 && isConfiguration(path)) {
        throw foreignError(path, 'Terraform configuration', purpose);
      }
      if (stacks.length > 0) return stacks;
      throw new ArtifactError(
        `${path} contains neither manifest.json nor a template: ${howToGive(path, HOW_TO_SYNTHESISE)}`,
      );
    }
    // the label of a template would replace the name that --stack states
    const label = paths.length === 1 && !isDirectory(path) ? undefined : labels[index];
    return readAssembly(path, { ...defaults, ...(label !== undefined && { label }) });
  });
}

function templatesIn(path: string, defaults: StackDefaults): TemplateStack[] {
  const stacks = readTemplateDirectory(path, defaults);
  const unnamed = stacks.find(({ name, parent }) => name === '*' && parent === undefined);
  if (unnamed) throw unnamedStackError(unnamed.file ?? path);
  return stacks.map((stack) => ({ ...stack, artifact: path }));
}

function foreignError(path: string, engine: string, purpose: string): ArtifactError {
  return new ArtifactError(
    `${path} is a ${engine}, and ${purpose} needs CloudFormation: ${HOW_TO_SYNTHESISE}`,
  );
}

/** Returns the name of the engine of an artifact other than CloudFormation; `undefined` for CloudFormation, or if it is unknown. */
function engineOf(path: string): string | undefined {
  if (isDirectory(path)) {
    return existsSync(join(path, 'stacks')) ? 'directory of CDKTF' : undefined;
  }
  if (/\.tf(\.json)?$/.test(path)) return 'Terraform configuration';
  const json = existsSync(path) ? readTemplateFile(path) : undefined;
  const adapter = ADAPTERS.find((each) => each.recognises(json));
  return adapter === TEMPLATE ? undefined : adapter?.name;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '../../aws/template/read-template';
import type { TemplateStack } from '../../aws/template/template-stack';
import { mergeModels, type ResourceModel } from '../facts';
import { displayPath } from '../locations/display-path';
import { ADAPTERS, ArtifactError, type ArtifactInput } from '.';
import { ARM_TEMPLATE } from './arm/template-adapter';
import { alignedLabels, artifactLabels } from './artifact-labels';
import { STANDARD_INPUT } from './artifact-text';
import { readAssembly } from './cloudformation/read-assembly';
import { TEMPLATE } from './cloudformation/template-adapter';
import { readTemplateDirectory } from './cloudformation/template-directory';
import { readTemplateFile } from './cloudformation/template-file';
import { templateModel } from './cloudformation/template-model';
import { howToGive } from './how-to-give';
import { requireDeclared } from './parameter-file';
import {
  declaredVariables,
  type HclFiles,
  isConfiguration,
  loadHclFiles,
  NO_HCL,
  readRootModules,
  wholeRootModules,
} from './terraform/root-modules';

const SUPPORTED_ARTIFACTS =
  'give cdk.out, a CloudFormation template, cdktf.out, a directory with *.tf, *.tofu or *.tf.json, a plan (`terraform show -json plan.out > plan.json`), ' +
  'a preview (`pulumi preview --json --show-sames > preview.json`), an ARM template (`bicep build main.bicep` writes main.json) ' +
  'or the result of `az deployment group what-if --no-pretty-print`';

/** The planned and the prior resource model of artifacts. */
export interface ArtifactVersions {
  readonly current: ResourceModel;
  /** Returns the prior version of the app. Only plans and previews contain it; `undefined` if one artifact does not. */
  prior(): ResourceModel | undefined;
  /** Labels of the artifacts, which are part of the addresses of their resources. */
  readonly labels: readonly string[];
}

/** Options of `readArtifacts`. */
export interface ReadOptions {
  /**
   * Directory to which reported paths are relative.
   *
   * @default - the working directory
   */
  readonly directory?: string;
  /**
   * Labels of the current version, if the artifacts are its previous version. Resources of both then have equal addresses.
   *
   * @default - the artifacts are the current version
   */
  readonly currentLabels?: readonly string[];
  /**
   * Values of parameters or variables, by name.
   *
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/**
 * Reads the artifacts of one check, which are files or directories, and detects their formats from their contents. References
 * between CloudFormation stacks are resolved across the artifacts. A file of a Terraform configuration stands for its directory.
 *
 * @throws ArtifactError if a format is unknown, or a file cannot be read
 *
 * @example
 * const versions = readArtifacts(['cdk.out', 'network.yaml']);
 */
export async function readArtifacts(
  paths: readonly string[],
  options: ReadOptions = {},
): Promise<ArtifactVersions> {
  const whole = wholeRootModules(paths);
  return versionsOf(whole, options, await loadHclFiles(whole));
}

/**
 * Reads one artifact, which is a file or a directory, and detects its format from its contents. Only `readArtifacts` reads
 * files in the Terraform language.
 *
 * @param directory directory to which reported paths are relative
 * @throws ArtifactError if the format is unknown, or the file cannot be read
 *
 * @example
 * const model = readArtifact('cdk.out');
 */
export function readArtifact(path: string, directory = process.cwd()): ResourceModel {
  return readArtifactVersions(path, directory).current;
}

/**
 * Reads the current and the prior version of one artifact.
 *
 * @param directory directory to which reported paths are relative
 * @throws ArtifactError if the format is unknown, or the file cannot be read
 */
export function readArtifactVersions(path: string, directory = process.cwd()): ArtifactVersions {
  return versionsOf([path], { directory });
}

function versionsOf(
  paths: readonly string[],
  { directory = process.cwd(), currentLabels, parameters }: ReadOptions,
  hcl: HclFiles = NO_HCL,
): ArtifactVersions {
  const stats = paths.map((path) => {
    const found = path === STANDARD_INPUT ? undefined : statSync(path, { throwIfNoEntry: false });
    if (!found && path !== STANDARD_INPUT)
      throw new ArtifactError(`${path} does not exist: ${SUPPORTED_ARTIFACTS}`);
    return found;
  });
  const isDirectory = (index: number) => stats[index]?.isDirectory() ?? false;
  const own = artifactLabels(paths, isDirectory);
  const labels = currentLabels ? alignedLabels(own, currentLabels) : own;
  const read = paths.map((path, index): ReadArtifact => {
    const unit = { name: labels[index] as string, artifact: displayPath(path, directory) };
    const input = { path, directory, unit, ...(parameters && { parameters }) };
    return isDirectory(index) ? readDirectory(input, hcl) : readFile(input, hcl);
  });
  const stacks = read.flatMap((each) => each.stacks);
  // the previous version need not declare a parameter that the change adds
  if (parameters && !currentLabels && read.every(({ declared }) => declared !== undefined)) {
    const kinds = new Set(read.map(({ parameterKind = 'parameter' }) => parameterKind));
    requireDeclared(
      parameters,
      new Set(read.flatMap(({ declared = [] }) => declared)),
      [...kinds].join(' or '),
    );
  }
  return {
    current: mergeModels([templateModel(stacks), ...read.map(({ model }) => model)]),
    prior: () => {
      const models = read.map((each) => each.prior());
      const known = models.filter((model) => model !== undefined);
      // if one artifact has no prior version, its resources would be reported as new
      return known.length > 0 && known.length === models.length ? mergeModels(known) : undefined;
    },
    labels,
  };
}

/** The contents of one artifact: stacks of CloudFormation, or the resource model of another engine. */
interface ReadArtifact {
  readonly stacks: readonly TemplateStack[];
  readonly model: ResourceModel;
  /**
   * Names of its parameters.
   *
   * @default - unknown
   */
  readonly declared?: readonly string[];
  /**
   * What the engine calls a parameter.
   *
   * @default 'parameter'
   */
  readonly parameterKind?: string;
  prior(): ResourceModel | undefined;
}

/** The contents of an artifact of CloudFormation. */
function ofStacks(stacks: readonly TemplateStack[]): ReadArtifact {
  const roots = stacks.filter(({ parent }) => parent === undefined);
  return { ...NOTHING, stacks, declared: roots.flatMap((stack) => Object.keys(stack.parameters)) };
}

/** The contents of a Terraform configuration. */
function ofConfiguration(input: ArtifactInput, hcl: HclFiles): ReadArtifact {
  const declared = declaredVariables(input.path, hcl);
  return { ...NOTHING, model: readRootModules(input, hcl), declared, parameterKind: 'variable' };
}

const NOTHING = { stacks: [], model: mergeModels([]), prior: () => undefined };

function readDirectory(input: ArtifactInput, hcl: HclFiles): ReadArtifact {
  const { path, unit, parameters } = input;
  if (isConfiguration(path)) return ofConfiguration(input, hcl);
  if (existsSync(join(path, 'manifest.json'))) {
    return ofStacks(readAssembly(path, { label: unit.name, ...(parameters && { parameters }) }));
  }
  const stacks = readTemplateDirectory(path, { label: unit.name, ...(parameters && { parameters }) });
  if (stacks.length > 0) return ofStacks(stacks.map((stack) => ({ ...stack, artifact: path })));
  throw new ArtifactError(`${path} contains no supported artifact: ${howToGive(path, SUPPORTED_ARTIFACTS)}`);
}

function readFile(input: ArtifactInput, hcl: HclFiles): ReadArtifact {
  const { path, unit, parameters } = input;
  if (path !== STANDARD_INPUT && isConfiguration(path)) return ofConfiguration(input, hcl);
  const json = readTemplateFile(path);
  const adapter = ADAPTERS.find((each) => each.recognises(json));
  if (!adapter) throw new ArtifactError(`${path} is not a supported artifact: ${SUPPORTED_ARTIFACTS}`);
  // stacks are read together, because they refer to each other
  if (adapter === TEMPLATE) {
    const defaults = { label: unit.name, allowUnnamed: true, ...(parameters && { parameters }) };
    return ofStacks(readAssembly(path, defaults));
  }
  const isArm = adapter === ARM_TEMPLATE;
  return {
    stacks: [],
    model: adapter.read(json, input),
    ...(isArm && { declared: Object.keys(objectOf(objectOf(json).parameters)) }),
    prior: () => adapter.readPrior?.(json, input),
  };
}

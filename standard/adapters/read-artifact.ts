import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TemplateStack } from '../../aws/template/template-stack';
import { mergeModels, type ResourceModel } from '../facts';
import { displayPath } from '../locations/display-path';
import { ADAPTERS, ArtifactError, type ArtifactInput } from '.';
import { alignedLabels, artifactLabels } from './artifact-labels';
import { readAssembly } from './cloudformation/read-assembly';
import { TEMPLATE } from './cloudformation/template-adapter';
import { readTemplateFile } from './cloudformation/template-file';
import { templateModel } from './cloudformation/template-model';
import {
  type HclFiles,
  isConfiguration,
  loadHclFiles,
  NO_HCL,
  readRootModules,
} from './terraform/root-modules';

const SUPPORTED_ARTIFACTS =
  'give cdk.out, a CloudFormation template, cdktf.out, a directory with *.tf or *.tf.json, a plan (`terraform show -json plan.out > plan.json`) ' +
  'or a preview (`pulumi preview --json --show-sames > preview.json`)';

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
 * between CloudFormation stacks are resolved across the artifacts.
 *
 * @throws ArtifactError if a format is unknown, or a file cannot be read
 *
 * @example
 * const { current } = await readArtifacts(['cdk.out', 'network.yaml']);
 */
export async function readArtifacts(
  paths: readonly string[],
  options: ReadOptions = {},
): Promise<ArtifactVersions> {
  return versionsOf(paths, options, await loadHclFiles(paths));
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
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new ArtifactError(`${path} does not exist: ${SUPPORTED_ARTIFACTS}`);
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
  prior(): ResourceModel | undefined;
}

const NOTHING = { stacks: [], model: mergeModels([]), prior: () => undefined };

function readDirectory(input: ArtifactInput, hcl: HclFiles): ReadArtifact {
  const { path, unit } = input;
  if (isConfiguration(path)) return { ...NOTHING, model: readRootModules(input, hcl) };
  if (existsSync(join(path, 'manifest.json'))) {
    return { ...NOTHING, stacks: readAssembly(path, { label: unit.name }) };
  }
  throw new ArtifactError(`${path} contains no supported artifact: ${SUPPORTED_ARTIFACTS}`);
}

function readFile(input: ArtifactInput, hcl: HclFiles): ReadArtifact {
  const { path, unit } = input;
  if (isConfiguration(path)) return { ...NOTHING, model: readRootModules(input, hcl) };
  const json = readTemplateFile(path);
  const adapter = ADAPTERS.find((each) => each.recognises(json));
  if (!adapter) throw new ArtifactError(`${path} is not a supported artifact: ${SUPPORTED_ARTIFACTS}`);
  // stacks are read together, because they refer to each other
  if (adapter === TEMPLATE) {
    return { ...NOTHING, stacks: readAssembly(path, { label: unit.name, allowUnnamed: true }) };
  }
  return { stacks: [], model: adapter.read(json, input), prior: () => adapter.readPrior?.(json, input) };
}

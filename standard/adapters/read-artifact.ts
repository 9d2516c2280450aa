import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { mergeModels, type ResourceModel } from '../facts';
import { ADAPTERS, ArtifactError, type ArtifactInput } from '.';
import { readAssembly } from './cloudformation/read-assembly';
import { readTemplateFile } from './cloudformation/template-file';
import { templateModel } from './cloudformation/template-model';

const SUPPORTED_ARTIFACTS =
  'give cdk.out, a CloudFormation template, cdktf.out, a *.tf.json, a plan (`terraform show -json plan.out > plan.json`) ' +
  'or a preview (`pulumi preview --json --show-sames > preview.json`)';

/** The planned and the prior resource model of an artifact. */
export interface ArtifactVersions {
  readonly current: ResourceModel;
  /** Returns the prior version of the app. Only plans and previews contain it. */
  prior(): ResourceModel | undefined;
}

/**
 * Reads an artifact, which is a file or a directory, and detects its format from its contents.
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
 * Reads the current and the prior version of an artifact.
 *
 * @param directory directory to which reported paths are relative
 * @throws ArtifactError if the format is unknown, or the file cannot be read
 */
export function readArtifactVersions(path: string, directory = process.cwd()): ArtifactVersions {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new ArtifactError(`${path} does not exist: ${SUPPORTED_ARTIFACTS}`);
  if (stats.isDirectory()) return { current: readDirectory(path, directory), prior: () => undefined };
  return readFile({ path, directory });
}

function readDirectory(path: string, directory: string): ResourceModel {
  const stacks = join(path, 'stacks');
  if (existsSync(stacks)) {
    const files = readdirSync(stacks)
      .sort()
      .map((stack) => join(stacks, stack, 'cdk.tf.json'));
    return mergeModels(files.filter(existsSync).map((file) => readFile({ path: file, directory }).current));
  }
  if (existsSync(join(path, 'manifest.json'))) return templateModel(readAssembly(path));
  const configurations = readdirSync(path)
    .filter((name) => name.endsWith('.tf.json'))
    .sort();
  if (configurations.length === 0)
    throw new ArtifactError(`${path} contains no supported artifact: ${SUPPORTED_ARTIFACTS}`);
  return mergeModels(configurations.map((name) => readFile({ path: join(path, name), directory }).current));
}

function readFile(input: ArtifactInput): ArtifactVersions {
  const { path } = input;
  if (extname(path) === '.tf') {
    throw new ArtifactError(
      `${path} is in the Terraform language, which is not supported: give a plan in JSON, \`terraform show -json plan.out > plan.json\``,
    );
  }
  const json = readTemplateFile(path);
  const adapter = ADAPTERS.find((each) => each.recognises(json));
  if (!adapter) throw new ArtifactError(`${path} is not a supported artifact: ${SUPPORTED_ARTIFACTS}`);
  return { current: adapter.read(json, input), prior: () => adapter.readPrior?.(json, input) };
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { mergeModels, type ResourceModel } from '../facts';
import { ADAPTERS, ArtifactError, type ArtifactInput } from '.';
import { readAssembly } from './cloudformation/read-assembly';
import { readTemplateFile } from './cloudformation/template-file';
import { templateModel } from './cloudformation/template-model';

const WHAT_THERE_IS =
  'give cdk.out, a CloudFormation template, cdktf.out, a *.tf.json, a plan (`terraform show -json plan.out > plan.json`) ' +
  'or a preview (`pulumi preview --json --show-sames > preview.json`)';

/** What an artifact declares, and what there was before. */
export interface Versions {
  readonly now: ResourceModel;
  /** The previous version of the app. Only plans and previews contain it. */
  before(): ResourceModel | undefined;
}

/**
 * Reads what an engine has written: a file or a directory. By its contents it is known of which kind it is.
 *
 * @throws ArtifactError if the format is unknown, or the file cannot be read
 */
export function readArtifact(path: string, directory = process.cwd()): ResourceModel {
  return readVersions(path, directory).now;
}

/** Likewise, with what there was before. */
export function readVersions(path: string, directory = process.cwd()): Versions {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new ArtifactError(`there is no ${path}: ${WHAT_THERE_IS}`);
  if (stats.isDirectory()) return { now: readDirectory(path, directory), before: () => undefined };
  return readFile({ path, directory });
}

function readDirectory(path: string, directory: string): ResourceModel {
  const stacks = join(path, 'stacks');
  if (existsSync(stacks)) {
    const files = readdirSync(stacks)
      .sort()
      .map((stack) => join(stacks, stack, 'cdk.tf.json'));
    return mergeModels(files.filter(existsSync).map((file) => readFile({ path: file, directory }).now));
  }
  if (existsSync(join(path, 'manifest.json'))) return templateModel(readAssembly(path));
  const files = readdirSync(path)
    .filter((name) => name.endsWith('.tf.json'))
    .sort();
  if (files.length === 0)
    throw new ArtifactError(`${path} has nothing that an engine has written: ${WHAT_THERE_IS}`);
  return mergeModels(files.map((name) => readFile({ path: join(path, name), directory }).now));
}

function readFile(input: ArtifactInput): Versions {
  const { path } = input;
  if (extname(path) === '.tf') {
    throw new ArtifactError(
      `${path} is Terraform's own language: give its plan, \`terraform show -json plan.out > plan.json\``,
    );
  }
  const json = readTemplateFile(path);
  const adapter = ADAPTERS.find((each) => each.recognises(json));
  if (!adapter) throw new ArtifactError(`${path} is nothing that an engine has written: ${WHAT_THERE_IS}`);
  return { now: adapter.read(json, input), before: () => adapter.readPrior?.(json, input) };
}

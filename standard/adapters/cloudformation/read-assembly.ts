import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isTemplate, objectOf } from '../../../aws/template/read-template';
import type { ConstructMetadata, TemplateStack } from '../../../aws/template/template-stack';
import { addressIn } from '../../facts';
import { ArtifactError } from '../artifact';
import { STANDARD_INPUT } from '../artifact-text';
import { HOW_TO_SYNTHESISE, readTemplateFile } from './template-file';
import { TemplateReader } from './template-reader';

/** The identity of the stacks, and values from the command line for stacks that do not set them. */
export interface StackDefaults {
  /**
   * Label of the artifact, with which the ids of its stacks start.
   *
   * @default - the construct path is the id of a stack of an assembly; the name of a template is its id
   */
  readonly label?: string;
  /** Returns the stack name of a template without an assembly. It overrides the name in the file name. */
  readonly stackOf?: (path: string) => string | undefined;
  /** Whether a template may lack a stack name. Its name is then the pattern `*`. */
  readonly allowUnnamed?: boolean;
  readonly account?: string;
  readonly region?: string;
  /** Values of parameters. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

const MANIFEST = 'manifest.json';

/**
 * Reads the stacks of a cloud assembly, including the stacks of its stages and nested stacks, or a single template.
 *
 * @throws ArtifactError if the path is neither an assembly nor a template
 */
export function readAssembly(path: string, defaults: StackDefaults = {}): TemplateStack[] {
  const reader = new TemplateReader();
  const stacks = isDirectory(path)
    ? assemblyStacks(path, defaults, reader)
    : singleTemplate(path, defaults, reader);
  return stacks.map((stack) => ({ ...stack, artifact: path }));
}

function assemblyStacks(path: string, defaults: StackDefaults, reader: TemplateReader): TemplateStack[] {
  const manifest = objectOf(readTemplateFile(join(path, MANIFEST)));
  return Object.entries(objectOf(manifest.artifacts)).flatMap(([id, json]) => {
    const { type, properties, ...artifact } = objectOf(json);
    const { directoryName, templateFile } = objectOf(properties);
    if (type === 'cdk:cloud-assembly')
      return assemblyStacks(join(path, String(directoryName)), defaults, reader);
    if (type !== 'aws:cloudformation:stack') return [];
    const metadata = metadataOf(path, artifact);
    const displayName = String(artifact.displayName ?? id);
    const facts = {
      id: addressIn({ name: defaults.label ?? '' }, displayName),
      name: String(objectOf(properties).stackName ?? displayName),
      ...environmentOf(String(artifact.environment), defaults),
      assembly: path,
      ...(defaults.parameters && { given: defaults.parameters }),
      paths: pathsOf(metadata),
      metadata,
    };
    return reader.read(join(path, String(templateFile)), facts);
  });
}

/**
 * Reads a template and its nested stacks.
 *
 * @throws ArtifactError if the file is not a template
 */
export function singleTemplate(
  path: string,
  { stackOf, allowUnnamed, label, parameters, ...environment }: StackDefaults,
  reader: TemplateReader,
): TemplateStack[] {
  const json = reader.json(path);
  if (!isTemplate(json))
    throw new ArtifactError(`${path} is not a CloudFormation template: ${HOW_TO_SYNTHESISE}`);
  // the CDK names the template of NetworkStack `NetworkStack.template.json`
  const name =
    stackOf?.(path) ??
    /^(.+)\.template\.(?:json|ya?ml)$/.exec(basename(path))?.[1] ??
    (allowUnnamed ? '*' : undefined);
  if (name === undefined) throw unnamedStackError(path);
  const id = label ?? (name === '*' ? basename(path) : name);
  return reader.read(path, { id, name, ...environment, ...(parameters && { given: parameters }) });
}

/** The error for a template whose stack has no name. */
export function unnamedStackError(path: string): ArtifactError {
  return new ArtifactError(
    `the file name of ${path} contains no stack name (NAME.template.json): give --stack ${basename(path)}=NAME`,
  );
}

/** Reads the account and region of `aws://account/region`. The defaults replace unknown parts. */
function environmentOf(environment: string, { account, region }: StackDefaults) {
  const [, ownAccount, ownRegion] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return {
    account: ownAccount === undefined || ownAccount === 'unknown-account' ? account : ownAccount,
    region: ownRegion === undefined || ownRegion === 'unknown-region' ? region : ownRegion,
  };
}

/** Reads the metadata of constructs by path. Newer assemblies store it in a separate file. */
function metadataOf(directory: string, artifact: Readonly<Record<string, unknown>>): ConstructMetadata {
  const file = artifact.additionalMetadataFile;
  const additionalMetadata =
    typeof file === 'string' ? objectOf(readTemplateFile(join(directory, file))) : {};
  return new Map(
    Object.entries({ ...objectOf(artifact.metadata), ...additionalMetadata }).map(([path, entries]) => [
      path.replace(/^\//, ''),
      [entries].flat().map(objectOf),
    ]),
  );
}

/** Maps logical ids to construct paths. */
function pathsOf(metadata: ConstructMetadata): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [path, entries] of metadata) {
    for (const { type, data } of entries) if (type === 'aws:cdk:logicalId') paths.set(String(data), path);
  }
  return paths;
}

function isDirectory(path: string): boolean {
  if (path === STANDARD_INPUT) return false;
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new ArtifactError(`${path} does not exist: ${HOW_TO_SYNTHESISE}`);
  }
}

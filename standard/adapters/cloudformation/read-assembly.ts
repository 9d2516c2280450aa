import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isTemplate, objectOf, readTemplate, type StackFacts } from '../../../aws/template/read-template';
import { type ConstructMetadata, nestedName, type TemplateStack } from '../../../aws/template/template-stack';
import { addressIn } from '../../facts';
import { ArtifactError } from '../artifact';
import { HOW_TO_SYNTHESISE, readTemplateFile } from './template-file';

/** The identity of the stacks, and values from the command line for stacks that do not set them. */
export interface StackDefaults {
  /**
   * Label of the artifact, with which the ids of its stacks start.
   *
   * @default - the construct path is the id of a stack of an assembly; the name of a template is its id
   */
  readonly label?: string;
  /** Stack name of a template without an assembly. It overrides the name in the file name. */
  readonly stack?: string;
  /** Whether a template may lack a stack name. Its name is then the pattern `*`. */
  readonly allowUnnamed?: boolean;
  readonly account?: string;
  readonly region?: string;
}

const MANIFEST = 'manifest.json';
const NESTED_STACK = 'AWS::CloudFormation::Stack';

/**
 * Reads the stacks of a cloud assembly, including the stacks of its stages and nested stacks, or a single template.
 *
 * @throws ArtifactError if the path is neither an assembly nor a template
 */
export function readAssembly(path: string, defaults: StackDefaults = {}): TemplateStack[] {
  const stacks = isDirectory(path) ? assemblyStacks(path, defaults) : singleTemplate(path, defaults);
  return stacks.map((stack) => ({ ...stack, artifact: path }));
}

function assemblyStacks(path: string, defaults: StackDefaults): TemplateStack[] {
  const manifest = objectOf(readTemplateFile(join(path, MANIFEST)));
  return Object.entries(objectOf(manifest.artifacts)).flatMap(([id, json]) => {
    const { type, properties, ...artifact } = objectOf(json);
    const { directoryName, templateFile } = objectOf(properties);
    if (type === 'cdk:cloud-assembly') return assemblyStacks(join(path, String(directoryName)), defaults);
    if (type !== 'aws:cloudformation:stack') return [];
    const metadata = metadataOf(path, artifact);
    const displayName = String(artifact.displayName ?? id);
    const facts = {
      id: addressIn({ name: defaults.label ?? '' }, displayName),
      name: String(objectOf(properties).stackName ?? displayName),
      ...environmentOf(String(artifact.environment), defaults),
      paths: pathsOf(metadata),
      metadata,
    };
    return readWithNested(path, String(templateFile), facts);
  });
}

function singleTemplate(
  path: string,
  { stack, allowUnnamed, label, ...environment }: StackDefaults,
): TemplateStack[] {
  const json = readTemplateFile(path);
  if (!isTemplate(json))
    throw new ArtifactError(`${path} is not a CloudFormation template: ${HOW_TO_SYNTHESISE}`);
  // the CDK names the template of NetworkStack `NetworkStack.template.json`
  const name =
    stack ?? /^(.+)\.template\.(?:json|ya?ml)$/.exec(basename(path))?.[1] ?? (allowUnnamed ? '*' : undefined);
  if (name === undefined)
    throw new ArtifactError(`the file name of ${path} contains no stack name: set --stack`);
  const id = label ?? (name === '*' ? basename(path) : name);
  return readWithNested(dirname(path), basename(path), { id, name, ...environment });
}

/** Reads a stack and its nested stacks, whose templates are in the same directory. */
function readWithNested(directory: string, file: string, facts: StackFacts): TemplateStack[] {
  const json = readTemplateFile(join(directory, file));
  const stack = { ...readTemplate(json, facts), file: join(directory, file) };
  const nested = stack.resources
    .filter(({ type }) => type === NESTED_STACK)
    .flatMap(({ logicalId }) => {
      const template = nestedTemplate(directory, objectOf(objectOf(json).Resources)[logicalId]);
      if (template === undefined) return [];
      return readWithNested(directory, template, {
        ...facts,
        id: addressIn({ name: stack.id }, logicalId),
        name: nestedName(facts.name, logicalId),
      });
    });
  return [stack, ...nested];
}

/**
 * Finds the template file of a nested stack. If the resource does not name the file, the function looks up the hash of
 * the template URL in the asset manifests.
 */
function nestedTemplate(directory: string, resource: unknown): string | undefined {
  const { Metadata, Properties } = objectOf(resource);
  const assetPath = objectOf(Metadata)['aws:asset:path'];
  if (typeof assetPath === 'string') return assetPath;
  const hash = /\b[0-9a-f]{64}\b/.exec(JSON.stringify(objectOf(Properties).TemplateURL) ?? '')?.[0];
  if (hash === undefined) return undefined;
  for (const manifest of readdirSync(directory).filter((name) => name.endsWith('.assets.json'))) {
    const { source } = objectOf(objectOf(objectOf(readTemplateFile(join(directory, manifest))).files)[hash]);
    const { path } = objectOf(source);
    if (typeof path === 'string') return path;
  }
  return undefined;
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
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new ArtifactError(`${path} does not exist: ${HOW_TO_SYNTHESISE}`);
  }
}

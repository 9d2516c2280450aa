import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isTemplate, objectOf, readTemplate, type StackFacts } from '../../../aws/template/read-template';
import { type ConstructMetadata, nestedName, type TemplateStack } from '../../../aws/template/template-stack';
import { ArtifactError } from '../artifact';
import { HOW_TO_SYNTHESISE, readTemplateFile } from './template-file';

/** Values from the command line, for stacks that do not set them. */
export interface StackDefaults {
  /** Name of the stack of a lone template. */
  readonly stack?: string;
  /** The name of a stack without a name. */
  readonly unnamed?: string;
  readonly account?: string;
  readonly region?: string;
}

const MANIFEST = 'manifest.json';
const NESTED = 'AWS::CloudFormation::Stack';

/**
 * Reads the stacks of a cloud assembly (with those of its stages, and nested stacks), or a single template.
 *
 * @throws ArtifactError if the path is neither
 */
export function readAssembly(path: string, defaults: StackDefaults = {}): TemplateStack[] {
  if (!isDirectory(path)) return loneTemplate(path, defaults);
  const manifest = objectOf(readTemplateFile(join(path, MANIFEST)));
  const stacks = Object.entries(objectOf(manifest.artifacts)).flatMap(([id, json]) => {
    const { type, properties, ...artifact } = objectOf(json);
    const { directoryName, templateFile } = objectOf(properties);
    if (type === 'cdk:cloud-assembly') return readAssembly(join(path, String(directoryName)), defaults);
    if (type !== 'aws:cloudformation:stack') return [];
    const metadata = metadataOf(path, artifact);
    const facts = {
      name: String(objectOf(properties).stackName ?? artifact.displayName ?? id),
      ...placeOf(String(artifact.environment), defaults),
      paths: pathsOf(metadata),
      metadata,
    };
    return withNested(path, String(templateFile), facts);
  });
  return stacks;
}

function loneTemplate(path: string, { stack, unnamed, ...place }: StackDefaults): TemplateStack[] {
  const json = readTemplateFile(path);
  if (!isTemplate(json))
    throw new ArtifactError(`${path} is no CloudFormation template: ${HOW_TO_SYNTHESISE}`);
  // `NetworkStack.template.json` is how the CDK calls the template of NetworkStack
  const name = stack ?? /^(.+)\.template\.(?:json|ya?ml)$/.exec(basename(path))?.[1] ?? unnamed;
  if (name === undefined) throw new ArtifactError(`${path} has no stack name: set --stack`);
  return withNested(dirname(path), basename(path), { name, ...place });
}

/** A stack, and the nested ones whose templates lie beside it. */
function withNested(directory: string, file: string, facts: StackFacts): TemplateStack[] {
  const json = readTemplateFile(join(directory, file));
  const stack = { ...readTemplate(json, facts), file: join(directory, file) };
  const nested = stack.resources
    .filter(({ type }) => type === NESTED)
    .flatMap(({ logicalId }) => {
      const template = nestedTemplate(directory, objectOf(objectOf(json).Resources)[logicalId]);
      if (template === undefined) return [];
      return withNested(directory, template, { ...facts, name: nestedName(facts.name, logicalId) });
    });
  return [stack, ...nested];
}

/** File of a nested stack: named by the resource, else found by the hash in its URL in the lists of assets. */
function nestedTemplate(directory: string, resource: unknown): string | undefined {
  const { Metadata, Properties } = objectOf(resource);
  const named = objectOf(Metadata)['aws:asset:path'];
  if (typeof named === 'string') return named;
  const hash = /\b[0-9a-f]{64}\b/.exec(JSON.stringify(objectOf(Properties).TemplateURL) ?? '')?.[0];
  if (hash === undefined) return undefined;
  for (const list of readdirSync(directory).filter((name) => name.endsWith('.assets.json'))) {
    const { source } = objectOf(objectOf(objectOf(readTemplateFile(join(directory, list))).files)[hash]);
    const { path } = objectOf(source);
    if (typeof path === 'string') return path;
  }
  return undefined;
}

/** Account and region of `aws://account/region`, where they are known. */
function placeOf(environment: string, { account, region }: StackDefaults) {
  const [, ownAccount, ownRegion] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  return {
    account: ownAccount === undefined || ownAccount === 'unknown-account' ? account : ownAccount,
    region: ownRegion === undefined || ownRegion === 'unknown-region' ? region : ownRegion,
  };
}

/** The metadata of constructs, by path. Newer assemblies have it in a separate file. */
function metadataOf(directory: string, artifact: Readonly<Record<string, unknown>>): ConstructMetadata {
  const file = artifact.additionalMetadataFile;
  const more = typeof file === 'string' ? objectOf(readTemplateFile(join(directory, file))) : {};
  return new Map(
    Object.entries({ ...objectOf(artifact.metadata), ...more }).map(([path, entries]) => [
      path.replace(/^\//, ''),
      [entries].flat().map(objectOf),
    ]),
  );
}

/** Construct paths by logical id. */
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
    throw new ArtifactError(`there is no ${path}: ${HOW_TO_SYNTHESISE}`);
  }
}

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import {
  type CollectionTag,
  type Document,
  type LineCounter,
  Pair,
  parseDocument,
  Scalar,
  type ScalarTag,
  type Tags,
  YAMLMap,
} from 'yaml';
import { ArtifactError } from '../artifact';

/** The fix in errors about a missing or invalid artifact. */
export const HOW_TO_SYNTHESISE = 'give the directory that `cdk synth` writes (cdk.out), or a template';

/**
 * Reads a template in JSON, or in YAML with the short forms of CloudFormation functions.
 *
 * @throws ArtifactError if the file does not exist or cannot be parsed
 */
export function readTemplateFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ArtifactError(`${path} does not exist: ${HOW_TO_SYNTHESISE}`);
  }
  return ['.yaml', '.yml'].includes(extname(path)) ? yamlOf(text, path) : jsonOf(text, path);
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new ArtifactError(`${path} is not JSON: ${HOW_TO_SYNTHESISE}`);
  }
}

/** Functions with a YAML tag as their short form. Source: AWS CloudFormation User Guide, "Intrinsic function reference". */
const FUNCTIONS = [
  ...[
    'Base64',
    'Cidr',
    'FindInMap',
    'GetAtt',
    'GetAZs',
    'If',
    'ImportValue',
    'Join',
    'Length',
    'Select',
    'Split',
  ],
  ...['Sub', 'ToJsonString', 'Transform', 'And', 'Equals', 'Not', 'Or', 'GetStackOutput'],
];

const TAGS: Tags = [
  ...['Ref', 'Condition'].flatMap((name) => tagsOf(name, name)),
  ...FUNCTIONS.flatMap((name) => tagsOf(name, `Fn::${name}`)),
];

/** Parses a YAML template and expands its short forms: `!Ref Bucket` becomes `{ Ref: Bucket }`. */
export function parseYamlTemplate(text: string, lineCounter?: LineCounter): Document.Parsed {
  return parseDocument(text, { customTags: TAGS, ...(lineCounter && { lineCounter }) });
}

function yamlOf(text: string, path: string): unknown {
  const document = parseYamlTemplate(text);
  const [error] = document.errors;
  if (error) throw new ArtifactError(`${path} is not a valid YAML template: ${error.message.split('\n')[0]}`);
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch (problem) {
    throw new ArtifactError(`${path} is not a valid YAML template: ${(problem as Error).message}`);
  }
}

function tagsOf(tag: string, name: string): (ScalarTag | CollectionTag)[] {
  const shared = { tag: `!${tag}`, identify: () => false };
  return [
    { ...shared, resolve: (text: string) => ({ [name]: text }) },
    { ...shared, collection: 'seq', resolve: (items) => functionCall(name, items) },
    { ...shared, collection: 'map', resolve: (items) => functionCall(name, items) },
  ];
}

function functionCall(name: string, argument: unknown): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(name), argument));
  return map;
}

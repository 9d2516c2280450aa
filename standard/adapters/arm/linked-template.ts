import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { objectOf } from '../../../aws/template/read-template';
import { displayPath } from '../../locations/display-path';
import { artifactText } from '../artifact-text';
import { strictJson } from '../strict-json';
import { TEMPLATE_URI } from './deployment-functions';
import { type ArmValue, asText, hasMarks, isObject, replaceMarks } from './expressions/arm-value';
import { propertyOf } from './expressions/collection-functions';
import type { TemplateSource } from './template-source';

/** Why the template of a nested deployment cannot be read, and how the user makes it readable. */
export interface Unreadable {
  readonly cause: string;
  readonly fix: string;
}

const CHECK_LINKED = 'check the linked template, too, or inline it (`bicep build` inlines modules)';

/** Largest linked template. Source: Azure Resource Manager, "Template best practices", template limits. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads a linked template by its path relative to the template that links it. Templates at other addresses are not read.
 * Source: Azure Resource Manager, "Using linked and nested templates".
 */
export function linkedTemplate(
  link: ArmValue,
  { file }: TemplateSource,
  directory: string,
): TemplateSource | Unreadable {
  const path = relativePathIn(link);
  if (path === undefined) return unreadable(`the linked template ${shown(link)} is not a local file`);
  const found = join(dirname(file), path);
  const stats = statSync(found, { throwIfNoEntry: false });
  if (!stats?.isFile()) return unreadable(`the linked template ${path} does not exist`);
  if (stats.size > MAX_BYTES) return unreadable(`the linked template ${path} is larger than 4 MB`);
  try {
    const json: unknown = JSON.parse(strictJson(artifactText(found)));
    return { json: objectOf(json), file: found, artifact: displayPath(found, directory), pointer: '' };
  } catch {
    return unreadable(`the linked template ${path} is not JSON`);
  }
}

function unreadable(cause: string): Unreadable {
  return { cause, fix: CHECK_LINKED };
}

function relativePathIn(link: ArmValue): string | undefined {
  if (!isObject(link)) return undefined;
  const path = propertyOf(link, 'relativePath');
  if (typeof path === 'string' && !hasMarks(path) && path !== '') return path;
  const uri = propertyOf(link, 'uri');
  if (typeof uri !== 'string') return undefined;
  // the address of the template itself, and a path relative to it
  const local = replaceMarks(uri, (expression) => (expression === TEMPLATE_URI ? '\n' : '\0'));
  return local.startsWith('\n/../') && !local.includes('\0') ? local.slice(5) : undefined;
}

function shown(link: ArmValue): string {
  if (!isObject(link)) return 'of an unknown address';
  const text = ['uri', 'id', 'relativePath']
    .map((name) => propertyOf(link, name))
    .find((each) => each !== undefined);
  return text === undefined ? 'without an address' : JSON.stringify(replaceMarks(asText(text)));
}

import { readdirSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { isTemplate } from '../../../aws/template/read-template';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { addressIn } from '../../facts';
import { ArtifactError } from '../artifact';
import { artifactText } from '../artifact-text';
import { type StackDefaults, singleTemplate } from './read-assembly';
import { TemplateReader } from './template-reader';

const EXTENSIONS = ['.json', '.yaml', '.yml', '.template', '.cfn'];

/** Directories of tools and packages. */
const SKIPPED = /^(\..*|node_modules)$/;

/** Depth of directories in directories. */
const DEEPEST = 20;

/** Matches a text that claims to be a template. */
const TEMPLATE_TEXT = /AWSTemplateFormatVersion|\bType["']?\s*:\s*["']?AWS::\w+::/;

/**
 * Reads the templates in a directory and its subdirectories. Other files are skipped. A template that another one contains as a nested
 * stack is not read twice.
 *
 * @throws ArtifactError if a template cannot be parsed
 */
export function readTemplateDirectory(path: string, defaults: StackDefaults): TemplateStack[] {
  const reader = new TemplateReader();
  const read = new Map<string, TemplateStack[]>();
  for (const file of filesIn(path, DEEPEST)) {
    if (!isTemplateFile(file, reader)) continue;
    const id = addressIn({ name: defaults.label ?? '' }, relative(path, file).replaceAll('\\', '/'));
    read.set(file, singleTemplate(file, { ...defaults, label: id, allowUnnamed: true }, reader));
  }
  const roots = [...read].filter(([file]) => !reader.nested.has(resolve(file)));
  return (roots.length > 0 ? roots : [...read]).flatMap(([, stacks]) => stacks);
}

function isTemplateFile(file: string, reader: TemplateReader): boolean {
  const text = artifactText(file);
  // most JSON files are no templates, and some are large
  if (!text.includes('Resources')) return false;
  try {
    return isTemplate(reader.json(file));
  } catch (error) {
    if (error instanceof ArtifactError && TEMPLATE_TEXT.test(text)) throw error;
    return false;
  }
}

function filesIn(directory: string, depth: number): string[] {
  const entries = readdirSync(directory, { withFileTypes: true }).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return depth > 0 && !SKIPPED.test(entry.name) ? filesIn(path, depth - 1) : [];
    return entry.isFile() && EXTENSIONS.includes(extname(entry.name).toLowerCase()) ? [path] : [];
  });
}

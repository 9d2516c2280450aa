import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../flows/make-directory';
import type { CommandContext } from '../context';
import { jsonText } from '../output/json-text';
import type { PermissionDocument, Permissions } from './permission-document';

/** Where and how documents are written. */
export interface WriteOptions {
  /** Whether to print the documents with their explanations as one JSON array. */
  readonly json?: boolean;
  /** Directory to write one file per document to. */
  readonly out?: string;
}

/**
 * Writes the documents as one JSON value: the document itself if there is only one, otherwise an array, with the reasons for
 * their actions. With a directory, it writes one file per document, and prints the paths of the files.
 */
export function writePermissions(
  { documents, warnings, notes }: Permissions,
  { json = false, out }: WriteOptions,
  { stdout, stderr }: Pick<CommandContext, 'stdout' | 'stderr'>,
): void {
  const paths = out === undefined ? [] : writeFiles(documents, out);
  if (json) stdout.write(jsonText(documents.map(({ entry }) => entry)));
  else {
    for (const warning of warnings) stderr.write(`warning: ${warning}\n`);
    if (out === undefined) writeReasons(documents, stderr);
    for (const note of notes) stderr.write(`note: ${note}\n`);
    if (out !== undefined) {
      stderr.write('note: --json prints the reasons for the actions\n');
      stdout.write(paths.map((path) => `${path}\n`).join(''));
    } else writeDocuments(documents, { stdout, stderr });
  }
  if (out === undefined) return;
  const others = otherFiles(out, documents);
  if (others.length > 0) stderr.write(`note: ${out} also contains ${others.join(', ')} of an earlier run\n`);
}

function writeReasons(documents: readonly PermissionDocument[], stderr: CommandContext['stderr']): void {
  for (const { title, reasons } of documents) {
    stderr.write(`${title}\n`);
    for (const reason of reasons) stderr.write(`  ${reason}\n`);
  }
}

function writeDocuments(
  documents: readonly PermissionDocument[],
  { stdout, stderr }: Pick<CommandContext, 'stdout' | 'stderr'>,
): void {
  const [first, ...more] = documents;
  if (first === undefined) return;
  stdout.write(jsonText(more.length === 0 ? first.content : documents.map(({ content }) => content)));
  if (more.length > 0) {
    stderr.write(
      `note: the output is an array of ${documents.length} documents; --out writes each to a file that the cloud accepts\n`,
    );
  }
}

function writeFiles(documents: readonly PermissionDocument[], directory: string): string[] {
  makeDirectory(directory);
  return documents.map(({ name, content }) => {
    const path = join(directory, `${name}.json`);
    writeFileSync(path, jsonText(content));
    return path;
  });
}

function otherFiles(directory: string, documents: readonly PermissionDocument[]): string[] {
  const written = new Set(documents.map(({ name }) => `${name}.json`));
  return readdirSync(directory).filter((name) => name.endsWith('.json') && !written.has(name));
}

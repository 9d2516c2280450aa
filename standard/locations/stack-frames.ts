import { isAbsolute, relative } from 'node:path';
import type { SourceLocation } from '../facts';

/** `at name (path:line:column)`, or the same without a name. */
const FRAME = /(?:^|\(|\s)((?:file:\/\/)?(?:[A-Za-z]:)?[^\s():]+):(\d+):(\d+)\)?\s*$/;
/** What is no code of the user's. */
const OTHERS = /(^|[/\\])node_modules[/\\]|^node:|^internal[/\\]/;

/**
 * The first line of a stack that is the user's own: frames of packages and of Node are passed over.
 *
 * @param frames lines of a stack trace, or one text of several lines
 * @param directory directory to which paths are relative
 */
export function userLine(frames: unknown, directory = process.cwd()): SourceLocation | undefined {
  const lines = [frames].flat().flatMap((each) => (typeof each === 'string' ? each.split('\n') : []));
  for (const line of lines) {
    const [, path, row, column] = FRAME.exec(line) ?? [];
    if (path === undefined || OTHERS.test(path.replace('file://', ''))) continue;
    return { file: shown(path.replace('file://', ''), directory), line: Number(row), column: Number(column) };
  }
  return undefined;
}

/** A path from a directory, with `/`; as it is, where it is elsewhere. */
export function shown(path: string, directory = process.cwd()): string {
  const from = isAbsolute(path) ? relative(directory, path) : path;
  return (from.startsWith('..') ? path : from).replaceAll('\\', '/');
}

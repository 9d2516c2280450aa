import type { SourceLocation } from '../facts';
import { displayPath } from './display-path';

/** `at name (path:line:column)`, or the same without a name. */
const FRAME = /(?:^|\(|\s)((?:file:\/\/)?(?:[A-Za-z]:)?[^\s():]+):(\d+):(\d+)\)?\s*$/;
/** Paths of packages and of Node.js. */
const NOT_USER_CODE = /(^|[/\\])node_modules[/\\]|^node:|^internal[/\\]/;

/**
 * Returns the first stack frame in the user's code. The function skips frames of packages and of Node.js.
 *
 * @param frames lines of a stack trace, or one string with several lines
 * @param directory directory to which the returned path is relative
 */
export function userSourceLocation(frames: unknown, directory = process.cwd()): SourceLocation | undefined {
  const lines = [frames].flat().flatMap((each) => (typeof each === 'string' ? each.split('\n') : []));
  for (const text of lines) {
    const [, url, line, column] = FRAME.exec(text) ?? [];
    const path = url?.replace('file://', '');
    if (path === undefined || NOT_USER_CODE.test(path)) continue;
    return { file: displayPath(path, directory), line: Number(line), column: Number(column) };
  }
  return undefined;
}

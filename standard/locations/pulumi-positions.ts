import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '../../aws/template/read-template';
import type { SourceLocation } from '../facts';
import { displayPath } from './display-path';

/** `project:///network/index.ts#12,20`: a path relative to the project directory, a line and a column. */
const POSITION = /^project:\/\/\/(.+)#(\d+),(\d+)$/;

/**
 * Returns a function that finds the source location of a resource in a preview. The location is the first stack frame
 * outside packages.
 *
 * @param directory directory of the artifact, to which the paths in the preview are relative
 * @param from directory to which the returned paths are relative
 */
export function positionsIn(
  directory: string,
  from: string,
): (state: Readonly<Record<string, unknown>>) => SourceLocation | undefined {
  // few files declare many resources: the cache avoids repeated file system calls
  const files = new Map<string, string>();
  const fileOf = (path: string): string => {
    let file = files.get(path);
    if (file === undefined) {
      const inProject = join(directory, path);
      file = existsSync(inProject) ? displayPath(inProject, from) : path;
      files.set(path, file);
    }
    return file;
  };
  return ({ sourcePosition, stackTrace }) => {
    const frames = [stackTrace ?? []].flat().map((frame) => objectOf(frame).sourcePosition);
    for (const position of [sourcePosition, ...frames]) {
      const [, path, line, column] = POSITION.exec(String(position)) ?? [];
      if (path === undefined || path.includes('node_modules/')) continue;
      return { file: fileOf(path), line: Number(line), column: Number(column) };
    }
    return undefined;
  };
}

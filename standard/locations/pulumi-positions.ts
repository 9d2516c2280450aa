import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '../../aws/template/read-template';
import type { SourceLine } from '../facts';
import { shown } from './stack-frames';

/** `project:///network/index.ts#12,20`: a path from the directory of the project, a line and a column. */
const POSITION = /^project:\/\/\/(.+)#(\d+),(\d+)$/;

/**
 * The user's own line that registered a resource, as the SDK told it to the engine: the first outside of packages.
 *
 * @param state a resource of a preview
 * @param directory of the artifact: where it is the project's, paths are told from it
 * @param from what paths are shown from
 */
export function positionOf(
  state: Readonly<Record<string, unknown>>,
  directory: string,
  from: string,
): SourceLine | undefined {
  const frames = [state.stackTrace ?? []].flat().map((frame) => objectOf(frame).sourcePosition);
  for (const position of [state.sourcePosition, ...frames]) {
    const [, path, line, column] = POSITION.exec(String(position)) ?? [];
    if (path === undefined || path.includes('node_modules/')) continue;
    const inProject = join(directory, path);
    const file = existsSync(inProject) ? shown(inProject, from) : path;
    return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}

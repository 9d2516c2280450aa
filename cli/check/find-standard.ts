import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FlowLogStandard } from '../../standard/flow-log-standard';
import { existingPath } from '../arguments/existing-path';

const NAMES = ['flow-log-standard.yaml', 'flow-log-standard.yml', 'flow-log-standard.json'];

/**
 * Finds the standard: the given file, or the nearest one in a directory and its parents, or the built-in one.
 *
 * @throws UserError if the given file does not exist
 * @throws StandardError if the file is not a valid standard
 */
export function findStandard(file: string | undefined, directory = process.cwd()): FlowLogStandard {
  if (file !== undefined) {
    return FlowLogStandard.fromFile(
      existingPath(file, 'a standard, or write one with `flow-logs standard init`'),
    );
  }
  for (let at = directory; ; at = dirname(at)) {
    const found = NAMES.map((name) => join(at, name)).find(existsSync);
    if (found !== undefined) return FlowLogStandard.fromFile(found);
    if (dirname(at) === at) return FlowLogStandard.DEFAULT;
  }
}

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FlowLogStandard } from '../../standard/flow-log-standard';

const NAMES = ['flow-log-standard.yaml', 'flow-log-standard.yml', 'flow-log-standard.json'];

/** The standard that was named, else the one in this directory or above it, else the built-in one. */
export function findStandard(named: string | undefined, from = process.cwd()): FlowLogStandard {
  if (named !== undefined) return FlowLogStandard.fromFile(named);
  for (let at = from; ; at = dirname(at)) {
    const found = NAMES.map((name) => join(at, name)).find(existsSync);
    if (found !== undefined) return FlowLogStandard.fromFile(found);
    if (dirname(at) === at) return FlowLogStandard.DEFAULT;
  }
}

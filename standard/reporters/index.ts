import { github } from './github';
import { json } from './json';
import { junit } from './junit';
import { markdown } from './markdown';
import { pretty } from './pretty';
import type { Reporter } from './reporter';
import { sarif } from './sarif';

export type { Reporter, ReportInput } from './reporter';

/** Reporters by their name in `--report`. */
export const REPORTERS: Readonly<Record<string, Reporter>> = { pretty, json, sarif, github, markdown, junit };

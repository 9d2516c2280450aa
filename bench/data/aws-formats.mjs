import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE } from '../measure/root.mjs';
import { TRANSIT_GATEWAY, VPC_RECOMMENDED, VPC_V2, VPC_V11 } from './aws-fields.mjs';
import { awsFile, compressed } from './aws-file.mjs';
import { tgwLine } from './tgw-line.mjs';
import { VPC_LINES } from './vpc-line.mjs';

const { v2, recommended, v11 } = VPC_LINES;

/** The formats whose cost is measured. */
export const COST_FORMATS = [
  { id: 'default', title: 'the default format of AWS', names: VPC_V2, line: v2, seed: 2 },
  {
    id: 'recommended',
    title: 'the default format of the constructs',
    names: VPC_RECOMMENDED,
    line: recommended,
    seed: 8,
  },
  { id: 'all', title: 'all fields of VPC flow logs', names: VPC_V11, line: v11, seed: 11 },
  {
    id: 'transitGateway',
    title: 'all fields of transit gateway flow logs',
    names: TRANSIT_GATEWAY,
    line: tgwLine,
    seed: 6,
  },
];

/**
 * Writes text files of a format, compressed as AWS does.
 *
 * @param limit bytes of text or rows of a file
 * @returns the directory, the files, and the sums that `dataset` returns
 */
export async function filesOf({ id, names, line, seed }, { count, limit, clustered = false }) {
  const directory = join(CACHE, 'cost', id, clustered ? 'clustered' : 'mixed', 'files');
  rmSync(dirname(directory), { recursive: true, force: true });
  const total = { rows: 0, textBytes: 0, storedBytes: 0 };
  const files = [];
  for (let index = 0; index < count; index++) {
    const { path, text, truth } = awsFile({ names, line, clustered }, index, seed, limit);
    const stored = await compressed(text);
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), stored);
    const file = { path, rows: truth.rows, textBytes: text.length, storedBytes: stored.length };
    for (const key of Object.keys(total)) total[key] += file[key];
    files.push(file);
  }
  return { directory, files, names, ...total };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PlainRow, PlainValue } from '../../../cli/output/plain-value';
import { FLOW_COLUMNS, type FlowRow } from '../../../flows/columns';
import { OCSF_NETWORK_ACTIVITY } from '../../../flows/views/ocsf';
import { FIXTURES, hasFixtures } from '../../support/fixtures';
import { askRows, type HandRow } from '../../support/flow-rows';
import { readLines } from '../../support/normalized';
import { ocsfProblems } from '../../support/ocsf';

/** Values of AWS's examples that are wrong or of another version, and the values of the view. */
const CORRECTED: Readonly<Record<string, PlainValue | 'absent'>> = {
  // a dash is a missing value
  'src_endpoint.svc_name': null,
  'dst_endpoint.svc_name': null,
  'src_endpoint.instance_uid': null,
  'unmapped.sublocation_id': null,
  'unmapped.sublocation_type': null,
  'unmapped.ecs_container_instance_arn': null,
  'unmapped.ecs_container_instance_id': null,
  // the view maps it to status_detail, which is "Accepted" in the example: not the reason of a rejection
  'unmapped.reject_reason': 'absent',
  // schema version of the view
  'metadata.version': '1.1.0',
  'metadata.profiles.2': 'absent',
  // only before version 1.1
  'cloud.account_uid': 'absent',
  // only in the profile datetime
  time_dt: 'absent',
  start_time_dt: 'absent',
  end_time_dt: 'absent',
};

/** Values for incoming traffic, which has no path. AWS's examples contain 99 and a dash. */
const WITHOUT_PATH: Readonly<Record<string, PlainValue>> = {
  'connection_info.boundary_id': null,
  'connection_info.boundary': null,
};

/** Path of a value that differs between the raw file and the event of an example. */
const MISTYPED = 'dst_endpoint.interface_uid';

describe.skipIf(!hasFixtures)('the examples that AWS published', () => {
  test.each(['v1.0.0-rc.2', 'v1.1.0', 'v1.5.0'])(
    'the view returns the correct values of %s',
    async (version) => {
      const directory = join(FIXTURES, 'ocsf-examples', version);
      const example = JSON.parse(readFileSync(join(directory, 'vpcflowlog.ocsf'), 'utf8')) as PlainRow;
      const [row] = await rowsOf(readFileSync(join(directory, 'vpcflowlog.raw'), 'utf8'));
      const [event] = await askRows(
        [row as HandRow],
        `select * from (${OCSF_NETWORK_ACTIVITY.sql('duckdb')}) events`,
      );
      expect(ocsfProblems(event as PlainRow)).toEqual([]);

      const ours = Object.fromEntries(leaves(event as PlainRow));
      const corrected = { ...CORRECTED, ...(row?.traffic_path === null ? WITHOUT_PATH : {}) };
      const compared = leaves(example).filter(
        ([path]) => corrected[path] !== 'absent' && !path.startsWith('observables') && path !== MISTYPED,
      );
      expect(compared.length).toBeGreaterThan(35);
      expect(Object.fromEntries(compared.map(([path]) => [path, ours[path] ?? null]))).toEqual(
        Object.fromEntries(
          compared.map(([path, value]) => [path, path in corrected ? corrected[path] : value]),
        ),
      );
    },
  );
});

/** Reads the rows of a raw file: comma-separated, with the column names of the Athena table. */
async function rowsOf(raw: string): Promise<HandRow[]> {
  const [header = '', ...lines] = raw.trim().split('\n');
  const text = [header.replaceAll('_', '-'), ...lines].join('\n').replaceAll(',', ' ');
  const { rows, rejects } = await readLines(`${text}\n`);
  expect(rejects).toEqual([]);
  return rows.map(handRow);
}

function handRow(row: FlowRow): HandRow {
  const times = FLOW_COLUMNS.filter(({ type }) => type === 'timestamp').map(
    ({ name }) => name as 'start_time',
  );
  const written = times.map((name) => {
    const time = row[name];
    return [name, time === null ? null : new Date(Number(time)).toISOString().replace('T', ' ').slice(0, 19)];
  });
  return { ...row, ...Object.fromEntries(written) };
}

/** Returns every value by path: `metadata.product.name`. */
function leaves(value: PlainValue, path: readonly string[] = []): [path: string, value: PlainValue][] {
  if (value === null || typeof value !== 'object') return [[path.join('.'), value]];
  return Object.entries(value).flatMap(([name, each]) => leaves(each as PlainValue, [...path, name]));
}

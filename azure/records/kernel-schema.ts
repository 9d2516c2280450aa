import type { ColumnName } from '../../flows/columns';
import type { KernelColumn, KernelSchema } from '../../flows/kernel/kernel-schema';
import { TUPLE_POSITIONS } from '../../flows/kernel/shared/tuple-sizes';
import type { Origin } from '../../flows/origin';
import { DELIMITER, NULL_TOKEN } from './kernel-text-meaning';
import { COMPOSITE } from './kernel-tuple-shapes';
import { COUNTERS, ENDPOINTS } from './tuple-field';

/** Columns whose values a record sets for all its tuples; then those that each of its groups may change. */
export const CONTEXT = [
  ...([
    'log_type',
    'account_id',
    'region',
    'flow_log_id',
    'logged_time',
    'interface_id',
    'subnet_id',
  ] as const),
  ...(['network_id', 'resource_id', 'mac_address', 'rule', 'acl_id'] as const),
] satisfies readonly ColumnName[];

const FIELDS: readonly ColumnName[] = [
  ...ENDPOINTS.map(({ name }) => name),
  ...COMPOSITE,
  ...COUNTERS.map(({ name }) => name),
  ...CONTEXT,
];

/** The columns that the kernel fills from a blob. */
export function blobSchema({ cloud, source }: Origin): KernelSchema {
  const columnOf = (name: ColumnName): KernelColumn => ({
    name,
    field: FIELDS.indexOf(name),
    mostlyDistinct: name === 'start_time',
  });
  const single = (name: ColumnName) => ({ column: columnOf(name) });
  return {
    fields: FIELDS.length,
    stride: TUPLE_POSITIONS,
    delimiter: DELIMITER,
    nullToken: NULL_TOKEN,
    steps: [
      ...ENDPOINTS.map(({ name }) => single(name)),
      { columns: COMPOSITE.map(columnOf), field: ENDPOINTS.length, fields: COMPOSITE.length },
      ...COUNTERS.map(({ name }) => single(name)),
      ...CONTEXT.map(single),
    ],
    derived: [
      {
        name: 'ip_version',
        sources: ['src_addr'],
        words: [4, 6].map((version) => ({ token: String(version), value: BigInt(version) })),
      },
    ],
    unknown: [],
    constants: new Map<ColumnName, string>([
      ['cloud', cloud],
      ['source', source],
      ['initiator', 'src'],
    ]),
    numbers: 'source_row',
  };
}

import type { ColumnName } from '../../flows/columns';
import type { KernelSchema } from '../../flows/kernel/kernel-schema';
import { TUPLE_PLACES } from '../../flows/kernel/shared/tuple-sizes';
import type { Origin } from '../../flows/origin';

/** No UTF-8 has this byte. */
const NOTHING = '\xff';

const ENDPOINTS = ['start_time', 'src_addr', 'dst_addr', 'src_port', 'dst_port'] as const;

/** What a tuple says by letters and words: they are read as one. */
export const COMPOSITE = ['protocol', 'direction', 'action', 'state', 'encryption'] as const;

const COUNTERS = ['packets_out', 'bytes_out', 'packets_in', 'bytes_in'] as const;

/** What a record says of its tuples, and then what each of its groups does. */
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

/** What stands between the columns of a composite, and in place of what it does not say. */
export const DELIMITER = ',';
export { NOTHING };

const FIELDS: readonly ColumnName[] = [...ENDPOINTS, ...COMPOSITE, ...COUNTERS, ...CONTEXT];

/** How the kernel keeps the rows of a blob. */
export function blobSchema({ cloud, source }: Origin): KernelSchema {
  const columnOf = (name: ColumnName) => ({
    name,
    field: FIELDS.indexOf(name),
    hardlyRepeats: name === 'start_time',
  });
  const single = (name: ColumnName) => ({ column: columnOf(name) });
  return {
    fields: FIELDS.length,
    stride: TUPLE_PLACES,
    delimiter: DELIMITER,
    nullToken: NOTHING,
    steps: [
      ...ENDPOINTS.map(single),
      { columns: COMPOSITE.map(columnOf), field: FIELDS.indexOf(COMPOSITE[0]), fields: COMPOSITE.length },
      ...COUNTERS.map(single),
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

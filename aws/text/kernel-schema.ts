import { type ColumnName, flowColumn } from '../../flows/columns';
import type { DerivedColumn, KernelColumn, KernelSchema, KernelWord } from '../../flows/kernel/kernel-schema';
import type { Origin } from '../../flows/origin';
import { ENCRYPTION, IP_VERSIONS, initiatorOf, sourcesOf, TCP } from '../derived-columns';
import { columnSteps } from './kernel-column-steps';
import { NULL_SIGN } from './record';
import type { RecordSchema } from './record-schema';

/** Largest number of fields that the kernel reads. No flow log has more. */
const MAX_FIELDS = 100;

/**
 * Kinds of columns that accept no word of a header line. Without such a column, the kernel could read a repeated header
 * as a record.
 */
const VALUE_KINDS = new Set(['address', 'time', 'port', 'protocol', 'code', 'packets', 'bytes', 'number']);

/**
 * The columns that the kernel fills from records of a schema. Returns undefined if the kernel cannot read them: if
 * there are too many fields, or if a header line could be read as a record.
 *
 * @param hasContexts whether contexts of the lines set the columns of the origin, which then can change between lines
 */
export function kernelSchema(
  { cells, transitGateway }: RecordSchema,
  origin: Origin,
  hasContexts = false,
): KernelSchema | undefined {
  if (cells.length > MAX_FIELDS) return undefined;
  const columns: KernelColumn[] = [];
  const unknown: { field: number; name: string }[] = [];
  for (const [field, { column, field: name }] of cells.entries()) {
    if (column === undefined) unknown.push({ field, name });
    else columns.push(...columnsOf(column, field, origin, transitGateway));
  }
  if (!columns.some(({ name }) => VALUE_KINDS.has(flowColumn(name).kind))) return undefined;
  const has = (name: ColumnName) => columns.some((column) => column.name === name);
  return {
    fields: cells.length,
    delimiter: ' ',
    nullToken: NULL_SIGN,
    steps: columnSteps(columns),
    derived: derivedColumns(has),
    unknown,
    ...(hasContexts
      ? {
          constants: constantsOf(
            { cloud: origin.cloud, source: origin.source, region: origin.region },
            transitGateway,
            has,
          ),
          contexts: origin.accountId === undefined ? CONTEXTS.slice(0, -1) : CONTEXTS,
        }
      : { constants: constantsOf(origin, transitGateway, has) }),
    numbers: 'source_row',
  };
}

/** Columns of the origin that can change between lines. The last one is only set by the origin if it has an account. */
const CONTEXTS = ['flow_log_id', 'log_stream', 'account_id'] as const satisfies readonly ColumnName[];

/** Returns the values of these columns. */
export function contextOf({ flowLogId, logStream, accountId }: Origin): readonly (string | undefined)[] {
  return [flowLogId, logStream, accountId];
}

/** The columns that a field fills. The first one has the name of the field. */
function columnsOf(name: ColumnName, field: number, origin: Origin, transitGateway: boolean): KernelColumn[] {
  switch (name) {
    case 'region':
      return [{ name, field, textOfNull: origin.region }];
    case 'type':
      return [{ name, field, words: IP_VERSION_WORDS }];
    case 'protocol':
      return [{ name, field, attributes: (byte) => Number(byte === TCP), attributeOfNull: 1 }];
    case 'tcp_flags':
      return [
        { name, field, attributes: (flags) => INITIATORS.indexOf(initiatorOf(flags, transitGateway)) + 1 },
      ];
    case 'owner_account_id':
      if (origin.accountId !== undefined) return [{ name, field }];
      return [
        { name, field },
        { name: 'account_id', field, isAccount: true },
      ];
    case 'encryption_status':
      return [
        { name, field },
        { name: 'encryption', field, words: ENCRYPTION_WORDS, onlyWords: true },
      ];
    default:
      return [{ name, field, words: wordsOf(name) }];
  }
}

/** Logs contain words in upper or lower case; the table contains lower case. */
function wordsOf(name: ColumnName): KernelWord[] | undefined {
  return flowColumn(name).words?.flatMap((word) => [
    { token: word },
    { token: word.toUpperCase(), text: word },
  ]);
}

const INITIATORS: readonly unknown[] = ['src', 'dst'];

const ENCRYPTION_WORDS = ENCRYPTION.map((text, status): KernelWord => ({ token: String(status), text }));

/** The attributes are the numbers of the words of `ip_version`, from 1. */
const IP_VERSION_WORDS = [...IP_VERSIONS.keys()].map(
  (token, index): KernelWord => ({ token, attribute: index + 1 }),
);

function derivedColumns(has: (name: ColumnName) => boolean): DerivedColumn[] {
  const derived: DerivedColumn[] = [];
  const sources = sourcesOf('ip_version').filter(has);
  if (sources.length > 0) {
    const words = [...IP_VERSIONS.values()].map((version) => ({
      token: String(version),
      value: BigInt(version),
    }));
    derived.push({ name: 'ip_version', sources, words });
  }
  const flags = sourcesOf('initiator').filter(has);
  if (flags.length > 0) {
    const words = INITIATORS.map((token) => ({ token: token as string }));
    const condition = has('protocol') ? 'protocol' : undefined;
    derived.push({ name: 'initiator', sources: flags, condition, words });
  }
  return derived;
}

function constantsOf(
  { cloud, source, flowLogId, logStream, accountId, region }: Origin,
  transitGateway: boolean,
  has: (name: ColumnName) => boolean,
): Map<ColumnName, string> {
  const all: [ColumnName, string | undefined][] = [
    ['cloud', cloud],
    ['log_type', transitGateway ? 'tgw' : 'vpc'],
    ['flow_log_id', flowLogId],
    ['log_stream', logStream],
    ['source', source],
    ['account_id', accountId],
    ['region', has('region') ? undefined : region],
  ];
  return new Map(all.filter((entry): entry is [ColumnName, string] => entry[1] !== undefined));
}

import { VpcField } from '../fields';
import type { LogFormat } from '../format';
import { FlowMeasure, flowColumns } from './flow-columns';
import { flowCommands, ownersOf } from './flow-commands';
import { command } from './names-in-format';
import type { QueryText } from './query-text';
import { hasFlags, hasVerdict, hasVotes } from './record-commands';

const { SRCADDR, DSTADDR, PKT_SRCADDR, PKT_DSTADDR, SRCPORT, DSTPORT, PROTOCOL } = VpcField;

/** Fields without which there are no connections. */
const NEEDS = [[PKT_SRCADDR, SRCADDR], [PKT_DSTADDR, DSTADDR], [SRCPORT], [DSTPORT], [PROTOCOL]];

/**
 * Returns the commands that reduce records to connections: a row for each pair of ends, with its opener as `source`.
 *
 * - `source`, `source_port`, `destination`, `port`
 * - `opened_by`: `record`, `port`, or `unknown`
 * - `source_outside`, `destination_outside`: 1 if the end is no address of ours
 * - `is_answered`: 1 if the destination answered, with `FlowMeasure.ANSWERS`
 * - the columns of flows: those of one way end with `_forth` from the source and `_back` from the destination
 */
export function connections(...measures: FlowMeasure[]): QueryText {
  return {
    needs: NEEDS,
    in: (format) =>
      [...flowCommands(format, measures), ...connectionCommands(format, measures)]
        .filter((text) => text !== undefined)
        .join('\n| '),
  };
}

function connectionCommands(format: LogFormat, measures: readonly FlowMeasure[]): (string | undefined)[] {
  const columns = flowColumns(format, measures).map(({ name }) => name);
  const owners = ownersOf(format);
  const ofSource = (column: string) => `if(from_a = 1, ${column}_a, ${column}_b)`;
  const ofDestination = (column: string) => `if(from_a = 1, ${column}_b, ${column}_a)`;
  const ways = columns
    .filter((column) => column.endsWith('_ab'))
    .map((column) => column.slice(0, -'_ab'.length))
    .flatMap((column) => [
      `if(from_a = 1, ${column}_ab, ${column}_ba) as ${column}_forth`,
      `if(from_a = 1, ${column}_ba, ${column}_ab) as ${column}_back`,
    ]);
  return [
    command('fields', [outside('a', columns), outside('b', columns), openerEnd(format)]),
    command('fields', [
      'if(opener_end = 1, 1, if(opener_end = 2, 0, if(outside_b - outside_a > 0, 0, 1))) as from_a',
      openedBy(format),
      // the port of an unknown destination is known if both ends have it
      'if(opener_end = 0 and a_port != b_port, 0, 1) as has_port',
    ]),
    command('fields', [
      'if(from_a = 1, a, b) as `source`',
      'if(has_port = 0, "-", if(from_a = 1, a_port, b_port)) as source_port',
      'if(from_a = 1, b, a) as destination',
      'if(has_port = 0, "-", if(from_a = 1, b_port, a_port)) as port',
      'if(from_a = 1, outside_a, outside_b) as source_outside',
      'if(from_a = 1, outside_b, outside_a) as destination_outside',
      ...ways,
      ...owners
        .filter(({ hasEnds }) => hasEnds)
        .flatMap(({ column }) => [
          `${ofSource(column)} as ${column}_source`,
          `${ofDestination(column)} as ${column}_destination`,
        ]),
    ]),
    command('fields', [
      measures.includes(FlowMeasure.ANSWERS) ? answered(format) : undefined,
      ...owners.map(ownerOf),
    ]),
  ];
}

/** An end is ours if it has the address of a logged interface, or an address that is not on the internet. */
function outside(end: 'a' | 'b', columns: readonly string[]): string {
  const own = `own_${end}`;
  const isOurs = [...(columns.includes(own) ? [`${own} = 1`] : []), `${end}_special = 1`];
  return `if(${isOurs.join(' or ')}, 0, 1) as outside_${end}`;
}

/** 1 if `a` opened the connection, 2 if `b` did, 0 if neither the records nor the port of a service shows it. */
function openerEnd(format: LogFormat): string {
  const byPort = `if(${isService('b', 'a')}, 1, if(${isService('a', 'b')}, 2, ${refusedEnd(format)}))`;
  return hasVotes(format)
    ? `if(opened_a - opened_b > 0, 1, if(opened_b - opened_a > 0, 2, ${byPort})) as opener_end`
    : `${byPort} as opener_end`;
}

/** If every packet of a flow was rejected, and one end sent them all, that end opened the connection. */
function refusedEnd(format: LogFormat): string {
  return hasVerdict(format)
    ? 'if(seen_ab + seen_ba = 0 and denied_ab - denied_ba != 0, if(denied_ab = 1, 1, 2), 0)'
    : '0';
}

/** What shows the opener. */
function openedBy(format: LogFormat): string {
  const byRecord = hasVotes(format) ? 'opened_a - opened_b != 0' : undefined;
  const byRefusal = hasVerdict(format) ? 'seen_ab + seen_ba = 0 and denied_ab - denied_ba != 0' : undefined;
  const byPort = `(${isService('b', 'a')}) or (${isService('a', 'b')})`;
  const rest = byRefusal ? `if(${byRefusal}, "record", "unknown")` : '"unknown"';
  const other = `if(${byPort}, "port", ${rest})`;
  return byRecord ? `if(${byRecord}, "record", ${other}) as opened_by` : `${other} as opened_by`;
}

/** Clients with privileges, such as those of NFS, use ports from 665. Source: Linux kernel documentation, sunrpc. */
function isService(end: string, other: string): string {
  return `${end}_port < 665 and ${other}_port >= 1024`;
}

/**
 * The destination answered if it sent SYN with ACK, or accepted traffic. A TCP connection whose SYN is known is not
 * answered by RST without SYN with ACK. Transit gateways report every ACK, so that their SYN with ACK is no answer.
 */
function answered(format: LogFormat): string {
  if (!hasFlags(format)) return 'seen_back as is_answered';
  const refused = 'opening = 1 and rst_back = 1';
  return format.isTransitGateway
    ? `if(seen_back = 1 and not (${refused}), 1, 0) as is_answered`
    : `if(syn_ack_back = 1 or (seen_back = 1 and not (${refused})), 1, 0) as is_answered`;
}

/** The account or the network of the destination if its interface is logged, else of the source, else any observed. */
function ownerOf({ column, hasEnds }: { readonly column: string; readonly hasEnds: boolean }): string {
  return hasEnds
    ? `if(${column}_destination != "-", ${column}_destination, if(${column}_source != "-", ${column}_source, ${column}_observed)) as ${column}_id`
    : `${column}_observed as ${column}_id`;
}

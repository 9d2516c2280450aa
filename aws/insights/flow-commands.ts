import { TgwField, VpcField } from '../fields';
import type { LogFormat } from '../format';
import { type FlowColumn, type FlowMeasure, flowColumns } from './flow-columns';
import { command, namesIn } from './names-in-format';
import { hasOwnEnds, recordCommands } from './record-commands';

const { ACCOUNT_ID, VPC_ID, INTERFACE_ID, RESOURCE_ID, FLOW_DIRECTION } = VpcField;

const ENDS = ['a', 'a_port', 'a_special', 'b', 'b_port', 'b_special'];

/** Columns of the account and the network of a flow: of either end if its interface is logged, and the least observed. */
const OWNERS = [
  { field: ACCOUNT_ID, column: 'account' },
  { field: VPC_ID, column: 'network' },
];

/**
 * Returns the commands that reduce records to flows: a row for each pair of ends, with the columns of `flowColumns`.
 * The columns of a record are summed for each observation point, and the largest point counts. Flows with both ends in
 * one VPC are separate from equal flows of other VPCs.
 */
export function flowCommands(format: LogFormat, measures: readonly FlowMeasure[]): (string | undefined)[] {
  const columns = flowColumns(format, measures);
  return [...recordCommands(format), pointStats(format, columns), ...flowStats(format, columns)];
}

/** Ends of the names of columns at a point, and at all points of an account and a network. */
const [AT_POINT, IN_NETWORK] = ['_p', '_n'];

/** Names of the columns of accounts and networks that flows of a format have. */
export function ownersOf(
  format: LogFormat,
): readonly { readonly column: string; readonly hasEnds: boolean }[] {
  const split = isSplit(format);
  return OWNERS.filter(({ field }) => format.has(field.name)).map(({ column }) => ({
    column,
    hasEnds: split,
  }));
}

/** Whether flows are distinguished by VPC. */
function isSplit(format: LogFormat): boolean {
  return hasOwnEnds(format) && format.has(VPC_ID.name);
}

/** The fields of a record that identify its observation point. The name of a log stream contains the interface. */
function pointFields(format: LogFormat): string[] {
  const name = namesIn(format);
  const interfaces = [INTERFACE_ID, RESOURCE_ID, TgwField.TGW_ATTACHMENT_ID].flatMap(
    (field) => name(field) ?? [],
  );
  const other = [ACCOUNT_ID, VPC_ID, FLOW_DIRECTION].flatMap((field) => name(field) ?? []);
  return ['@log', ...(interfaces.length > 0 ? interfaces : ['@logStream']), ...other];
}

function pointStats(format: LogFormat, columns: readonly FlowColumn[]): string {
  const values = columns.map(({ name, atPoint }) => `${atPoint} as ${name}${AT_POINT}`);
  const keys = [...ENDS, namesIn(format)(VpcField.PROTOCOL) as string, ...pointFields(format)];
  return `stats ${values.join(', ')} by ${keys.join(', ')}`;
}

function flowStats(format: LogFormat, columns: readonly FlowColumn[]): (string | undefined)[] {
  const name = namesIn(format);
  const keys = [...ENDS, name(VpcField.PROTOCOL) as string];
  const owners = OWNERS.flatMap(({ field, column }) =>
    name(field) ? [{ column, value: name(field) as string }] : [],
  );
  const over = (from: string, to: string) =>
    columns.map(({ name: column, overPoints }) => `${overPoints}(${column}${from}) as ${column}${to}`);
  const observed = owners.map(({ column, value }) => `sortsFirst(${value}) as ${column}_observed`);
  if (!isSplit(format))
    return [`stats ${[...over(AT_POINT, ''), ...observed].join(', ')} by ${keys.join(', ')}`];
  const ends = ['a', 'b'];
  const owned = owners.flatMap(({ column, value }) =>
    ends.map((end) => ({ column: `${column}_${end}`, value, end })),
  );
  return [
    `stats ${over(AT_POINT, IN_NETWORK).join(', ')} by ${[...keys, ...owners.map(({ value }) => value)].join(', ')}`,
    command('fields', [
      `if(own_a${IN_NETWORK} = 1 and own_b${IN_NETWORK} = 1, ${name(VPC_ID)}, "-") as split`,
      ...owned.map(
        ({ column, value, end }) => `if(own_${end}${IN_NETWORK} = 1, ${value}, "-") as ${column}_own`,
      ),
    ]),
    `stats ${[
      ...over(IN_NETWORK, ''),
      ...observed,
      // a hyphen sorts before every id
      ...owned.map(({ column }) => `sortsLast(${column}_own) as ${column}`),
    ].join(', ')} by ${[...keys, 'split'].join(', ')}`,
  ];
}

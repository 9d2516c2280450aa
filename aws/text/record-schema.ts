import { type CellReader, cellReader } from '../../flows/cell';
import { type ColumnName, columnIndex, flowColumn } from '../../flows/columns';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { FIELDS_BY_NAME, isTgwOnly, isVpcOnly } from '../fields';

/** How the reader handles one token of a record. */
export interface Cell {
  /** Name of the field. */
  readonly field: string;
  /** Column of the table; undefined for an unknown field. */
  readonly column: ColumnName | undefined;
  /** Position of the column in a row; undefined for an unknown field. */
  readonly index: number | undefined;
  readonly read: CellReader;
}

/** The fields of a record, in order. */
export interface RecordSchema {
  readonly cells: readonly Cell[];
  readonly transitGateway: boolean;
}

/**
 * Creates the schema for a list of field names.
 *
 * @param where origin of the names, for errors: `the header in line 1`
 * @throws InputError if a field appears twice, or VPC fields appear together with transit gateway fields
 */
export function recordSchemaOf(names: readonly string[], where: string): RecordSchema {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw badHeader(where, `contains ${[...new Set(twice)].join(', ')} more than once`);
  const tgw = names.find(isTgwOnly);
  const vpc = names.find(isVpcOnly);
  if (tgw && vpc) throw badHeader(where, `mixes the transit gateway field ${tgw} with the VPC field ${vpc}`);
  return { cells: names.map(cellOf), transitGateway: tgw !== undefined };
}

function cellOf(name: string): Cell {
  const field = FIELDS_BY_NAME.get(name);
  if (!field) return { field: name, column: undefined, index: undefined, read: (text) => text };
  const { column } = field;
  return { field: name, column, index: columnIndex(column), read: cellReader(flowColumn(column)) };
}

function badHeader(where: string, what: string): InputError {
  return new InputError(InputErrorCode.BAD_HEADER, `${where} ${what}. No flow log writes such records.`);
}

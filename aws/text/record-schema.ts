import { type CellReader, cellReader } from '../../flows/cell';
import { type ColumnName, columnIndex, flowColumn } from '../../flows/columns';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { FIELDS_BY_NAME, isTgwOnly, isVpcOnly } from '../fields';

/** Where one token of a record goes. */
export interface Cell {
  /** Name of the field. */
  readonly field: string;
  /** Its column, and the position of that in a row; undefined for a field this version does not know. */
  readonly column: ColumnName | undefined;
  readonly index: number | undefined;
  readonly read: CellReader;
}

/** What each token of a record means. */
export interface RecordSchema {
  readonly cells: readonly Cell[];
  readonly transitGateway: boolean;
}

/**
 * The layout that a list of field names describes.
 *
 * @throws InputError if a field stands twice, or VPC and transit gateway fields stand together
 */
export function recordSchemaOf(names: readonly string[], where: string): RecordSchema {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw badHeader(where, `names ${[...new Set(twice)].join(', ')} more than once`);
  const tgw = names.find(isTgwOnly);
  const vpc = names.find(isVpcOnly);
  if (tgw && vpc) throw badHeader(where, `has ${tgw} of transit gateways and ${vpc} of VPCs together`);
  return { cells: names.map(cellOf), transitGateway: tgw !== undefined };
}

function cellOf(name: string): Cell {
  const field = FIELDS_BY_NAME.get(name);
  if (!field) return { field: name, column: undefined, index: undefined, read: (text) => text };
  const { column } = field;
  return { field: name, column, index: columnIndex(column), read: cellReader(flowColumn(column)) };
}

function badHeader(where: string, what: string): InputError {
  return new InputError(InputErrorCode.BAD_HEADER, `${where} ${what}: no flow log writes such a header`);
}

import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { CREATED_BY } from '../../flows/parquet/parquet-file';
import { nested, type ParquetReader } from '../../flows/parquet/read/parquet-reader';
import { FIELDS_BY_NAME } from '../fields';

const SHOWN_NAMES = 5;

/**
 * Returns the field names of the columns of a file: Parquet columns have `_` instead of `-`.
 *
 * @throws InputError if no column is a field of a flow log, or a column is nested
 */
export function flowLogFields({ columns, createdBy }: ParquetReader): string[] {
  const nestedColumn = columns.find(({ nestedIn }) => nestedIn !== undefined);
  if (nestedColumn) throw nested(nestedColumn);
  const names = columns.map(({ name }) => name);
  const fields = names.map((name) => name.toLowerCase().replaceAll('_', '-'));
  if (createdBy === CREATED_BY)
    throw notAFlowLog('is a table that this normalizer wrote. Read the raw files instead.');
  if (fields.some((name) => FIELDS_BY_NAME.has(name))) return fields;
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : '';
  throw notAFlowLog(
    `contains no field of a flow log. Its columns are ${names.slice(0, SHOWN_NAMES).join(', ')}${more}.`,
  );
}

function notAFlowLog(what: string): InputError {
  return new InputError(InputErrorCode.BAD_HEADER, `the Parquet file ${what}`);
}

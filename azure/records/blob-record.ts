import { isUtf8 } from 'node:buffer';
import { BadValue } from '../../flows/cell';
import { BLANKS } from '../../flows/input/json-documents';
import { RejectCode } from '../../flows/rejects';

const COMMA = 0x2c;

/** A record of a blob, or bytes in the place of one. */
export type BlobRecord = ValidRecord | DamagedPiece;

/** A JSON object in the place of a record. */
export interface ValidRecord {
  /** Offset in bytes from the first byte that the splitter received. */
  readonly offset: number;
  readonly bytes: Buffer;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Bytes that are not a JSON object. */
export interface DamagedPiece {
  readonly offset: number;
  /** The bytes. Only the first ones of a piece that exceeds the limits. */
  readonly bytes: Buffer;
  readonly problem: BadValue;
}

/** Parses the JSON of an object. */
export function parsed(bytes: Buffer): Record<string, unknown> | BadValue {
  if (!isUtf8(bytes)) return new BadValue(RejectCode.NOT_UTF8, 'the record is not valid UTF-8');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    return badRecord(`cannot be parsed: ${(error as Error).message}`);
  }
}

/** Creates a damaged piece without the commas and blanks at its end. */
export function damaged(offset: number, bytes: Buffer, problem: BadValue): DamagedPiece {
  return { offset, bytes: withoutBlanks(bytes), problem };
}

/** The bytes without commas and blanks at the end. */
export function withoutBlanks(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (BLANKS.has(bytes[end - 1] as number) || bytes[end - 1] === COMMA)) end--;
  return bytes.subarray(0, end);
}

/** A problem of a record as a whole. */
export function badRecord(what: string): BadValue {
  return new BadValue(RejectCode.NOT_A_RECORD, `the record ${what}`);
}

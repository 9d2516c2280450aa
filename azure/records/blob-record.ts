import { isUtf8 } from 'node:buffer';
import { BadValue } from '../../flows/cell';
import { BLANKS } from '../../flows/input/json-documents';
import { RejectCode } from '../../flows/rejects';
import type { JsonObject } from './record-types';
import type { SpooledRecord } from './spooled-record';

const COMMA = 0x2c;

/** A record of a blob, or bytes in the place of one. */
export type BlobRecord = ValidRecord | DamagedPiece;

/** Bytes of a blob that are not structure. */
interface Piece {
  /** Offset in bytes from the first byte that the splitter received. */
  readonly offset: number;
  /** Number of bytes in the blob. */
  readonly length: number;
  readonly bytes: Buffer;
}

/** A JSON object in the place of a record. */
export interface ValidRecord extends Piece {
  readonly value: JsonObject;
  /** Whether the object has the members around an array of records. The array itself is empty here. */
  readonly isEnvelope?: boolean;
}

/** Bytes that are not a JSON object. `bytes` has only the first ones of a piece that exceeds the limits. */
export interface DamagedPiece extends Piece {
  readonly problem: BadValue;
  /** The whole piece, if it can be a record that is too large for the memory. The receiver closes its file. */
  readonly spooled?: SpooledRecord;
}

/** Parses the JSON of an object. */
export function parsed(bytes: Buffer): JsonObject | BadValue {
  if (!isUtf8(bytes)) return new BadValue(RejectCode.NOT_UTF8, 'the record is not valid UTF-8');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    return badRecord(`cannot be parsed: ${(error as Error).message}`);
  }
}

/** Creates a damaged piece without the commas and blanks at its end. `length` is larger if only the first bytes are stored. */
export function damaged(
  offset: number,
  bytes: Buffer,
  problem: BadValue,
  length = bytes.length,
): DamagedPiece {
  const own = length === bytes.length ? withoutBlanks(bytes) : bytes;
  return { offset, bytes: own, length: length - (bytes.length - own.length), problem };
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

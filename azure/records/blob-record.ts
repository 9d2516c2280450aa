import { isUtf8 } from 'node:buffer';
import { BadValue } from '../../flows/cell';
import { BLANKS } from '../../flows/input/json-documents';
import { RejectCode } from '../../flows/rejects';

const COMMA = 0x2c;

/** A record of a blob, or what stands where one should. */
export type BlobRecord = SoundRecord | DamagedPiece;

/** A JSON object, where a record is expected. */
export interface SoundRecord {
  /** Where it begins, in bytes from the first byte given. */
  readonly offset: number;
  readonly bytes: Buffer;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Bytes that are no JSON object. */
export interface DamagedPiece {
  readonly offset: number;
  /** The bytes; of a piece past the limits only its beginning. */
  readonly bytes: Buffer;
  readonly problem: BadValue;
}

/** What an object's bytes say. */
export function parsed(bytes: Buffer): Record<string, unknown> | BadValue {
  if (!isUtf8(bytes)) return new BadValue(RejectCode.NOT_UTF8, 'the record is not valid UTF-8');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    return badRecord(`can not be parsed: ${(error as Error).message}`);
  }
}

/** A damaged piece. Commas and blanks after it belong to nobody. */
export function damaged(offset: number, bytes: Buffer, problem: BadValue): DamagedPiece {
  return { offset, bytes: withoutBlanks(bytes), problem };
}

/** Bytes without the commas and blanks at their end. */
export function withoutBlanks(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (BLANKS.has(bytes[end - 1] as number) || bytes[end - 1] === COMMA)) end--;
  return bytes.subarray(0, end);
}

/** What is wrong with a record as a whole. */
export function badRecord(what: string): BadValue {
  return new BadValue(RejectCode.NOT_A_RECORD, `the record ${what}`);
}

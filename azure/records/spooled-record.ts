import type { Spool } from '../../flows/input/spool';

/** A whole record that is too large for the memory. */
export interface SpooledRecord {
  readonly spool: Spool;
  /** Hash of all bytes. */
  readonly hash: string;
}

import type { BadValue } from '../../flows/cell';

/** Bytes in the place of a tuple that are no JSON value. */
export class UnreadableTuple {
  constructor(
    readonly problem: BadValue,
    readonly bytes: Buffer,
  ) {}
}

/** Monthly usage of one service by a flow log. */
export interface Usage<Name extends string = string> {
  /** Name of its price. */
  readonly priceName: Name;
  /** The data or process that causes the usage: `raw records`. */
  readonly item: string;
  /** Quantity in billionths of the unit. */
  readonly quantity: bigint;
}

/** Returns a share of a number of bytes. */
export function percent(bytes: bigint, share: number): bigint {
  return (bytes * BigInt(share)) / 100n;
}

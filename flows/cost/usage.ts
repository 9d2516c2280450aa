/** Monthly usage of one service by a flow log. */
export interface Usage<Name extends string = string> {
  /** Name of its price. */
  readonly priceName: Name;
  /** The data or process that causes the usage: `raw records`. */
  readonly item: string;
  /** Quantity in billionths of the unit. */
  readonly quantity: bigint;
  /**
   * Address of the resource that causes the usage, whatever the number of flow logs that use it. An estimate counts it once
   * for each price, with the first of them.
   *
   * @default - the flow log alone causes it
   */
  readonly sharedResource?: string;
}

/** Returns a share of a number of bytes. */
export function percent(bytes: bigint, share: number): bigint {
  return (bytes * BigInt(share)) / 100n;
}

/** A charge of a cloud: its unit and its description. */
export interface Charge {
  readonly unit: string;
  readonly charge: string;
}

/** The charges of one or several clouds, by the names of their prices. */
export type ChargeCatalogue = Readonly<Record<string, Charge>>;

/** A price up to a monthly quantity. */
export interface PriceTier {
  /**
   * End of the tier: quantity of the month, in the unit of the price.
   *
   * @default - no end; only the last tier has none
   */
  readonly upTo?: number;
  /** US dollars per unit, as decimal text: `0.0000133334`. */
  readonly price: string;
}

/** A price and its provenance. */
export interface Price {
  readonly tiers: readonly PriceTier[];
  /** Title or address of the page that states the price. */
  readonly source: string;
  /** Day for which the source states the price, `YYYY-MM-DD`; for a source without a date, the day of the reading. */
  readonly asOf: string;
  /** Whether it is equal to the price list of the cloud. */
  readonly verified: boolean;
  readonly note?: string;
}

/** Prices of some regions. A missing price is unknown, not zero. */
export interface PriceFile<Name extends string = string> {
  readonly currency: 'USD';
  readonly regions: { readonly [region: string]: { readonly [Priced in Name]?: Price } };
}

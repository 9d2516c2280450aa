/** Value and meaning of an assumption. All values are whole numbers, so that sums are exact. */
export interface Assumption {
  readonly value: number;
  readonly meaning: string;
}

/** Assumptions by name, as reports print them. */
export type AssumptionCatalogue = Readonly<Record<string, Assumption>>;

/** The assumptions of every estimate. */
export const COMMON_ASSUMPTIONS = {
  daysPerMonth: { value: 30, meaning: 'days per month' },
  daysWithoutExpiry: {
    value: 365,
    meaning: 'days of storage counted for logs that never expire; the real storage grows beyond that',
  },
} as const satisfies AssumptionCatalogue;

/** The values of the assumptions of a catalogue. */
export type AssumedValues<Catalogue extends AssumptionCatalogue> = {
  readonly [Name in keyof Catalogue]: number;
};

/** Returns the values of a catalogue of assumptions. */
export function assumedValues<Catalogue extends AssumptionCatalogue>(
  catalogue: Catalogue,
): AssumedValues<Catalogue> {
  return Object.fromEntries(
    Object.entries(catalogue).map(([name, { value }]) => [name, value]),
  ) as AssumedValues<Catalogue>;
}

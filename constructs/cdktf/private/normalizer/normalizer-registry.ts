import type { NormalizedLake } from '../../normalized-lake';

/** What other constructs know about the normalizer of a lake. */
export interface RegisteredNormalizer {
  readonly path: string;
  readonly functionName: string;
  /** Whether the rows are compared with threat lists. */
  readonly isEnriched: boolean;
  /** Whether the function logs to Application Insights. */
  readonly isLogged: boolean;
}

const NORMALIZERS = new WeakMap<NormalizedLake, RegisteredNormalizer>();

/** Records the normalizer of a lake. A lake has at most one. */
export function registerNormalizer(lake: NormalizedLake, normalizer: RegisteredNormalizer): void {
  NORMALIZERS.set(lake, normalizer);
}

/** Returns the normalizer of a lake; undefined if no normalizer has been created for it. */
export function normalizerOf(lake: NormalizedLake): RegisteredNormalizer | undefined {
  return NORMALIZERS.get(lake);
}

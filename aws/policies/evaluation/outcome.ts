import type { Ternary } from '../../../flows/ternary';

/** Whether a part of a statement applies to a request, with the reason if it does not or if that is unknown. */
export interface Match {
  readonly matches: Ternary;
  /**
   * The end of a sentence about the statement: `requires Bool aws:SecureTransport "true" (the request has "false")`. For a
   * part that applies, the condition that the request meets.
   */
  readonly reason?: string;
}

/** A part that applies. */
export const MATCH: Match = { matches: true };

/** The first mismatch decides, then the first unknown part. If all parts apply, their conditions are listed. */
export function allMatch(parts: readonly Match[]): Match {
  const decisive =
    parts.find(({ matches }) => matches === false) ?? parts.find(({ matches }) => matches === undefined);
  if (decisive) return decisive;
  const reasons = parts.flatMap(({ reason }) => reason ?? []);
  return reasons.length === 0 ? MATCH : { matches: true, reason: reasons.join(' and ') };
}

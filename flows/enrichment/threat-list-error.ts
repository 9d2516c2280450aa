/**
 * A threat list that cannot be used. The message has all its problems.
 *
 * @example
 * if (error instanceof ThreatListError) console.error(error.message);
 */
export class ThreatListError extends Error {
  override readonly name = 'ThreatListError';
}

/** The median of numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median, minimum and maximum. */
export function spread(numbers) {
  return { median: median(numbers), min: Math.min(...numbers), max: Math.max(...numbers) };
}

/**
 * The time of one engine as a multiple of another's, round by round. Both ran under similar load within a round, so
 * that changes of the load cancel out.
 */
export function pairedRatio(runs, ours, what = 'seconds') {
  const count = Math.min(runs.length, ours.length);
  return spread(Array.from({ length: count }, (_, round) => runs[round][what] / ours[round][what]));
}

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Middle, least and most. */
export function spread(numbers) {
  return { median: median(numbers), min: Math.min(...numbers), max: Math.max(...numbers) };
}

/**
 * How many times as long one engine took as the other, round by round: both met the same machine at about the same
 * time, so its moods fall out.
 */
export function pairedRatio(runs, ours, what = 'seconds') {
  const count = Math.min(runs.length, ours.length);
  return spread(Array.from({ length: count }, (_, round) => runs[round][what] / ours[round][what]));
}

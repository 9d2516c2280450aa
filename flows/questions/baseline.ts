/** Most days before an hour whose same hour of day is its history. */
export const HISTORY_DAYS = 28;

/** Least history days with which an hour is compared. */
export const LEAST_HISTORY_DAYS = 3;

/** Deviations above the median that make an hour irregular. */
export const TIMES_DEVIATION = 6;

/** Factor from the median absolute deviation to the standard deviation of normally distributed values. */
export const DEVIATION_SCALE = 1.4826;

/** Least deviation, as a share of the median. The deviation of a regular series is 0. */
export const LEAST_DEVIATION_SHARE = 0.1;

/** Least bytes above the median that make an hour irregular. */
export const LEAST_EXCESS_BYTES = 1_000_000;

/** Kind of a row that states traffic that could not be compared. */
export const NO_BASELINE = 'no baseline';

/** Kind of an hour with a surge. */
export const SURGE = 'surge';

/** Word for all clients outside of the own networks. */
export const INTERNET = 'internet';

/** Sentences of a description: how an hour is compared with its history. */
export const BASELINE_NOTE =
  'The history of an hour is the same UTC hour of the ' +
  `${HISTORY_DAYS} days before. A day on which the account has no record in this hour is not a history day. A history ` +
  'day without such traffic has 0 bytes. An hour is irregular if it has at least ' +
  `${LEAST_EXCESS_BYTES.toLocaleString('en')} bytes more than the median of its history days, and exceeds the median by ` +
  `more than ${TIMES_DEVIATION} times ${DEVIATION_SCALE} times the median absolute deviation, which counts as at least ` +
  `${LEAST_DEVIATION_SHARE * 100} % of the median. Both medians are the lesser of two middle values. The largest ` +
  '`excess_bytes` come first.';

/** Sentences of a description: what rows without a baseline state. */
export const noBaselineNote = (by: string): string =>
  `Hours with fewer than ${LEAST_HISTORY_DAYS} history days are not compared. They are one row of kind ` +
  `\`${NO_BASELINE}\` for each ${by}, after all other rows, with their number, their bytes, and the most history days.`;

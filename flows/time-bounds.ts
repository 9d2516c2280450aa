/**
 * Times outside these bounds are impossible in a flow log: neither cloud published one before 2015 (the oldest
 * record AWS prints in its guide is of December 2014). The tables' partition projection starts at the same day,
 * so that no row can lie outside of it. The bounds also tell seconds from milliseconds without doubt.
 */
export const FIRST_DAY = '2014-01-01';

const END_DAY = '2100-01-01';

/** First possible time, in milliseconds. */
export const FIRST_MILLIS = BigInt(Date.parse(FIRST_DAY));

/** First time that is no longer possible, in milliseconds. */
export const END_MILLIS = BigInt(Date.parse(END_DAY));

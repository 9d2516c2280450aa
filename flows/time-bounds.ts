/**
 * Times outside these bounds are impossible in a flow log: neither cloud published flow logs before 2015 (the oldest
 * record in the Amazon VPC User Guide is of December 2014). The partition projection of the tables starts at the same
 * day, so that it includes every row. The bounds also separate seconds from milliseconds.
 */
export const FIRST_DAY = '2014-01-01';

const END_DAY = '2100-01-01';

/** First possible time, in milliseconds. */
export const FIRST_MILLIS = BigInt(Date.parse(FIRST_DAY));

/** First time that is too late, in milliseconds. */
export const END_MILLIS = BigInt(Date.parse(END_DAY));

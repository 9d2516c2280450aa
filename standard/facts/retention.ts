/** A retention without expiration. */
export const FOREVER = 'forever';

/** A number of days, or forever. */
export type Retention = number | typeof FOREVER;

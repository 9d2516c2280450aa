import { DESTINATION, isInternal, OPENED_BY_SOURCE, SOURCE } from './expressions';

/** Condition for records of connections that a public address opens to an internal one. */
export const FROM_OUTSIDE = `not ${isInternal(SOURCE)}
  and ${isInternal(DESTINATION)}
  and ${OPENED_BY_SOURCE}`;

/** Numbers of accepted and rejected records. */
export const VERDICTS = `count(case when action = 'accept' then 1 end) as accepted,
  count(case when action = 'reject' then 1 end) as rejected`;

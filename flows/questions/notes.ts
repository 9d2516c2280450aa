/** Sentences that descriptions of several questions share. */

export const COUNTED_TWICE = 'A flow that is logged at both of its ends counts at each end.';

export const OPENER_BY_PORT =
  'If a record does not show which side opened the connection, the side with the higher port counts as the opener.';

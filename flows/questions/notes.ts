/** Sentences that descriptions of several questions share. */

export const COUNTED_TWICE = 'A flow that is logged at both of its ends counts at each end.';

export const OPENER_BY_PORT =
  'If a record does not show which side opened the connection, the side with the higher port counts as the opener.';

/** What the volumes of connections count. */
export const COUNTED_ONCE =
  'Bytes and packets are those of accepted traffic. A flow that is logged at several points, such as both of its ends, ' +
  'counts once: for each hour, the largest of the sums of the points.';

/** Who is the source. */
export const SOURCE_OPENS =
  'The source opened the connection, as a record of the same connection shows within 24 hours, else as the number of ' +
  'peers of each end or a port below 1024 suggests. If nothing does, the opener is unknown and has a row of its own.';

/** What the number of connections counts. */
export const CONNECTIONS_COUNTED =
  'Connections are openings that the logs show: accepted begin records of Azure, TCP connections with an accepted SYN ' +
  'on AWS. The number is null where the logs show none, such as UDP on AWS.';

/** Why a rejected flow is no volume. */
export const REJECTED_APART =
  'Rejected traffic has columns of its own, since AWS counts its bytes and Azure does not.';

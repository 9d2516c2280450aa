import { HISTORY_DAYS, LEAST_HISTORY_DAYS } from '../../../flows/questions/baseline';

/** Sentences that descriptions of queries over Traffic Analytics share. */

/** What a flow of Traffic Analytics is. */
export const AGGREGATED =
  'Traffic Analytics adds up the source ports of an interval, so flows with equal source, destination, destination port ' +
  'and protocol are one. The source is the opener that Azure records.';

/** What connections count. */
export const FLOWS_COUNTED =
  'Connections are the allowed flows that Traffic Analytics counts: one that lasts longer than an interval counts in each.';

/** What the hour of a row is. */
export const HOUR_OF_INTERVAL =
  'All bytes of an interval belong to the UTC hour of its first flow, because rows have no times of single flows.';

/** What the time range limits. */
export const HISTORY_IN_RANGE = `The history is in the time range of the query: choose at least ${LEAST_HISTORY_DAYS + 1} days, ${HISTORY_DAYS + 1} for a full history.`;

/** What volumes count. */
export const ONE_POINT =
  'Volumes are those of allowed traffic. A flow that several cards or flow logs record counts once: each hour by the ' +
  'largest sum of a card, flow log and direction.';

/** What outside is. */
export const OUTSIDE_SUBNETS =
  'Outside is every address that is in no subnet, no special-purpose address, not the Azure platform address ' +
  '168.63.129.16, and in no network of `filter_internal_networks`.';

/** What a network is. */
export const NETWORK_OF_END =
  'The network is that of the destination if it was logged there, else that of the source, as ' +
  '`subscription/resource group/name`.';

/** What a record is. */
export const RECORD =
  'A record is a row of Traffic Analytics: all flows of an interval with equal source, destination, destination port, ' +
  'protocol, direction and rule.';

/** What rejected connections count. */
export const REJECTED_FLOWS_COUNTED =
  'Rejected connections are the denied flows that Traffic Analytics counts, once however many cards or flow logs record ' +
  'them. Rows have no packets of denied flows.';

/** What answered means without TCP flags. */
export const ANSWERED_BY_BYTES =
  'A port was reached if a flow to it was allowed, and answered if it sent bytes: rows have no TCP flags.';

/** How hours are counted. */
export const HOURS_PRORATED =
  'The bytes of an AWS record are distributed over its hours in proportion to time. Those of an Azure record belong to ' +
  'the time since the previous record of the flow, at most 5 minutes. Records count in the hour of their start.';

/** What a duplicate is. */
export const DELIVERED_TWICE = 'A row that was delivered twice counts once.';

import { type Grouping, groupedRows, OPENINGS, RECORDS } from './connections-by';

/** The accepted volume of flows in both directions, their openings, and their numbers of records by verdict. */
export const FLOW_MEASURES = `${OPENINGS},
  ${inBothDirections('bytes')} as bytes,
  ${inBothDirections('packets')} as packets,
  ${RECORDS}`;

/** Returns a query for groups of flows. */
export function flowsBy(grouping: Grouping): string {
  return groupedRows('hourly_flows', grouping);
}

/** Returns the sum of both directions; null if neither was measured. */
function inBothDirections(measure: string): string {
  return `sum(case
    when ${measure}_ab is null then ${measure}_ba
    when ${measure}_ba is null then ${measure}_ab
    else ${measure}_ab + ${measure}_ba
  end)`;
}

import { MEASURES, SEEN } from './expressions';

/** Measures of the traffic of an address. */
export function trafficMeasures(others: string, address: string): string {
  return `count(distinct ${address}) as ${others},
  count(distinct dst_port) as dst_ports,
  count(case when action = 'accept' then 1 end) as accepted,
  count(case when action = 'reject' then 1 end) as rejected,
  ${MEASURES},
  ${SEEN}`;
}

/** Returns a comment that shows how to narrow a query to one address. */
export function narrowTo(address: string): string {
  return `  -- to one address: and ${address} = '10.0.0.1'`;
}

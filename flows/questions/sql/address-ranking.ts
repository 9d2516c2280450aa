import { exactSum, TRAFFIC } from './expressions';

/** Returns a query for addresses by the bytes that they sent and received. */
export function addressRanking(source: string, destination: string, limit: number): string {
  const sent = exactSum('sent');
  const received = exactSum('received');
  return `select
  address,
  ${sent} as bytes_sent,
  ${received} as bytes_received,
  count(*) as records
from (
  select ${source} as address, bytes_out as sent, bytes_in as received from flows where ${TRAFFIC}
  union all
  select ${destination}, bytes_in, bytes_out from flows where ${TRAFFIC}
) ends
group by 1
order by coalesce(${sent}, 0) + coalesce(${received}, 0) desc, 1 nulls last
limit ${limit}`;
}

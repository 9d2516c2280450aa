/** A query that AWS publishes for a VPC flow logs table. */
export interface PublishedQuery {
  /** Title of the page. */
  readonly page: string;
  /** Purpose of the query. */
  readonly title: string;
  /** Name of the table in the query. The rest of the query must run unchanged. */
  readonly table: string;
  readonly sql: string;
}

const DATED = 'Amazon Athena User Guide, "Create a table for Amazon VPC flow logs and query it"';
const PROJECTED =
  'Amazon Athena User Guide, "Create and query a table for Amazon VPC flow logs using partition projection"';

/**
 * The sample queries of the Athena User Guide for versions 2 to 5, with keywords in lower case and joined lines. The two
 * pages on Parquet contain tables, but no queries.
 */
export const PUBLISHED_QUERIES: readonly PublishedQuery[] = [
  {
    page: DATED,
    title: 'the records of a date',
    table: 'vpc_flow_logs',
    sql: "select * from vpc_flow_logs where date = DATE('2020-05-04') limit 100",
  },
  {
    page: DATED,
    title: 'rejected TCP with its day of the week',
    table: 'vpc_flow_logs',
    sql:
      'select day_of_week(date) as day, date, interface_id, srcaddr, action, protocol from vpc_flow_logs ' +
      "where action = 'REJECT' and protocol = 6 limit 100",
  },
  {
    page: DATED,
    title: 'servers with most HTTPS packets in the last week',
    table: 'vpc_flow_logs',
    sql:
      'select sum(packets) as packetcount, dstaddr from vpc_flow_logs ' +
      "where dstport = 443 and date > current_date - interval '7' day " +
      'group by dstaddr order by packetcount desc limit 10',
  },
  {
    page: PROJECTED,
    title: 'the first records of a period',
    table: 'test_table_vpclogs',
    sql: "select * from test_table_vpclogs where day >= '2021/02/01' and day < '2021/02/28' order by day asc limit 100",
  },
  {
    page: PROJECTED,
    title: 'servers with most HTTPS packets in a period',
    table: 'test_table_vpclogs',
    sql:
      'select sum(packets) as packetcount, dstaddr from test_table_vpclogs ' +
      "where dstport = 443 and day >= '2021/03/01' and day < '2021/03/31' " +
      'group by dstaddr order by packetcount desc limit 10',
  },
  {
    page: PROJECTED,
    title: 'records of a period with their times',
    table: 'test_table_vpclogs',
    sql:
      'select interface_id, srcaddr, action, protocol, to_iso8601(from_unixtime(start)) as start_time, ' +
      'to_iso8601(from_unixtime("end")) as end_time from test_table_vpclogs ' +
      "where DAY >= '2021/04/01' and DAY < '2021/04/30'",
  },
  {
    page: PROJECTED,
    title: 'records of a source address in a period',
    table: 'test_table_vpclogs',
    sql:
      "select * from test_table_vpclogs where srcaddr = '10.117.1.22' " +
      "and day >= '2021/02/01' and day < '2021/02/28'",
  },
  {
    page: PROJECTED,
    title: 'rejected TCP of a period',
    table: 'test_table_vpclogs',
    sql:
      'select day, interface_id, srcaddr, action, protocol from test_table_vpclogs ' +
      "where action = 'REJECT' and protocol = 6 and day >= '2021/02/01' and day < '2021/02/28' limit 10",
  },
  {
    page: PROJECTED,
    title: 'records of a range of source addresses',
    table: 'test_table_vpclogs',
    sql:
      "select * from test_table_vpclogs where split_part(srcaddr, '.', 1) = '10' " +
      "and split_part(srcaddr, '.', 2) = '117'",
  },
  {
    page: PROJECTED,
    title: 'records of a destination address in a period',
    table: 'test_table_vpclogs',
    sql: "select * from test_table_vpclogs where dstaddr = '10.0.1.14' and day >= '2021/01/01' and day < '2021/01/31'",
  },
];

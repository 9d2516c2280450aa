import { groupByFirst, largest } from './group-by';
import { dayOf, listOf } from './hourly-flows';
import type { RelationOptions } from './relation';

/** Packets leave the interface: the direction of an AWS record, and of the two directions of an Azure record the first. */
const LEAVES = "direction = 'egress'";

/** Returns the sum of both directions of a counter; null if neither was measured. */
const both = (counter: string) =>
  `case when ${counter}_out_part is not null or ${counter}_in_part is not null
        then coalesce(${counter}_out_part, 0) + coalesce(${counter}_in_part, 0) end`;

const sent = (counter: string) =>
  `case when ${LEAVES} then ${counter}_out_part when direction = 'ingress' then ${counter}_in_part end`;
const received = (counter: string) =>
  `case when ${LEAVES} then ${counter}_in_part when direction = 'ingress' then ${counter}_out_part end`;

const MEASURES = [
  'bytes',
  'sent',
  'received',
  'packets_sent',
  'packets_received',
  'accepted_records',
  'rejected_records',
];
/** The flow logs of an interface, from those of each 5-tuple. */
const FLOW_LOGS =
  'array_sort(array_distinct(flatten(array_agg(flow_logs) filter (where flow_logs is not null)))) as flow_log_ids';

const RESOURCES = ['network_id', 'instance_id', 'subnet_id'];

/**
 * Returns a query for the traffic of each logged interface in each hour, from `hourly_parts`. If several flow logs
 * record an interface, the largest measure of each 5-tuple counts. Packets that an interface passes on count when they
 * arrive and when they leave.
 */
export function interfaceHours({ keys = [], lists = true }: RelationOptions): string {
  const owner = [...new Set([...keys, 'cloud', 'account_id', 'interface', 'hour'])];
  const tuple = [...owner, 'protocol', 'src', 'src_port', 'dst', 'dst_port'];
  const point = [...tuple, 'log_type', 'flow_log_id'];
  return `select
    ${owner.join(', ')},
    ${keys.includes('day') ? '' : `${dayOf(keys)},\n    `}${largest(RESOURCES)},
    ${lists ? `${FLOW_LOGS},\n    ` : ''}${MEASURES.map((measure) => `sum(${measure}) as ${measure}`).join(',\n    ')}
  from (
    select
      ${tuple.join(', ')},
      ${lists ? `${listOf('flow_log_id')} as flow_logs,\n      ` : ''}${largest([...RESOURCES, ...MEASURES], ',\n      ')}
    from (
      select
        ${point.join(', ')},
        ${largest(RESOURCES, ',\n        ')},
        sum(${both('bytes')}) as bytes,
        sum(${sent('bytes')}) as sent,
        sum(${received('bytes')}) as received,
        sum(${sent('packets')}) as packets_sent,
        sum(${received('packets')}) as packets_received,
        count(case when is_counted and is_accepted then 1 end) as accepted_records,
        count(case when is_counted and not is_accepted then 1 end) as rejected_records
      from hourly_parts
      ${groupByFirst(point)}
    ) logged
    ${groupByFirst(tuple)}
  ) tuples
  ${groupByFirst(owner)}`;
}

import { DESTINATION, exactSum, LOGGED_AT, SOURCE } from './expressions';

/** Hour of a record. */
export const HOUR = "date_trunc('hour', start_time)";

/** Packet 5-tuple of a record in the order of the record. */
export const TUPLE = [
  'protocol',
  `${SOURCE} as source`,
  'src_port',
  `${DESTINATION} as destination`,
  'dst_port',
];

/** Keys of the interface that a record belongs to. */
export const INTERFACE = ['cloud', 'account_id', 'network_id', `${LOGGED_AT} as interface`];

/** What counts once of all records. */
export interface CountedOnce {
  /** Keys of a flow: `expression as name`, or a column. */
  readonly flow: readonly string[];
  /** Further keys of one observation of the flow: two observations contain the same packets. */
  readonly observation: readonly string[];
  /** Exact measures by their names. */
  readonly measures: Readonly<Record<string, string>>;
  /** Least values of a flow by their names. */
  readonly least?: Readonly<Record<string, string>>;
  /** Largest values of a flow by their names. */
  readonly largest?: Readonly<Record<string, string>>;
  readonly where: string;
}

/**
 * Returns a query for flows by hour. Each measure is the largest of the sums of the observations, so that several flow logs
 * of one interface count once.
 */
export function countedOnce({
  flow,
  observation,
  measures,
  least = {},
  largest = {},
  where,
}: CountedOnce): string {
  const keys = [...flow, `${HOUR} as hour`];
  const names = keys.map(nameOf);
  const inner = [
    ...keys,
    ...observation,
    ...Object.entries(measures).map(([name, counter]) => `${exactSum(counter)} as ${name}`),
    ...Object.entries(least).map(([name, value]) => `min(${value}) as ${name}`),
    ...Object.entries(largest).map(([name, value]) => `max(${value}) as ${name}`),
  ];
  const outer = [
    ...names,
    ...Object.keys({ ...measures, ...largest }).map((name) => `max(${name}) as ${name}`),
    ...Object.keys(least).map((name) => `min(${name}) as ${name}`),
  ];
  return `select ${outer.join(', ')}
    from (
      select ${inner.join(',\n        ')}
      from flows
      where ${where}
      group by ${numbers(keys.length + observation.length)}
    ) observations
    group by ${numbers(names.length)}`;
}

/** Returns the name of a result column. */
function nameOf(expression: string): string {
  return expression.slice(expression.lastIndexOf(' ') + 1);
}

function numbers(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join(', ');
}

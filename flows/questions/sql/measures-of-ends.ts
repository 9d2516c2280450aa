import { CONNECTION_COLUMNS, REJECTED_CONNECTIONS_COLUMN, SEEN_COLUMNS } from '../columns';
import { CONNECTION_MEASURES, REJECTED_CONNECTIONS, SEEN } from './connections-by';

/** What of the ends of connections a query can count. */
const COUNTED = { sources: 'client', destinations: 'server', ports: 'server_port' };

/** The measures of a group of connections, and the columns that they fill. */
export interface MeasuresOfEnds {
  readonly columns: readonly string[];
  readonly show: string;
}

/** Returns the numbers of distinct ends in a group of connections, its verdicts, its volume, and its times. */
export function measuresOfEnds(...counts: readonly (keyof typeof COUNTED)[]): MeasuresOfEnds {
  return {
    columns: [...counts, REJECTED_CONNECTIONS_COLUMN, ...CONNECTION_COLUMNS, ...SEEN_COLUMNS],
    show: [
      ...counts.map((name) => `count(distinct ${COUNTED[name]}) as ${name}`),
      ...[REJECTED_CONNECTIONS, CONNECTION_MEASURES, SEEN],
    ].join(',\n  '),
  };
}

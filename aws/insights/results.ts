import type { LogFormat } from '../format';
import { ownersOf } from './flow-commands';
import { joined } from './names-in-format';
import type { QueryText } from './query-text';

/** Columns of the last `stats` command, each as an expression with a name. */
export interface ResultColumns {
  /** Fields without which there is no result. */
  readonly needs?: QueryText['needs'];
  /** Returns the columns for a format. Columns whose fields the format lacks are omitted. */
  in(format: LogFormat): readonly string[];
}

export interface ResultGrouping {
  /** Keys after those of the account and the network. */
  readonly by: readonly (string | ResultColumns)[];
  readonly show: readonly ResultColumns[];
  /** Columns by which the rows are sorted in descending order, before their keys. */
  readonly first: readonly string[];
  /**
   * Condition for the rows of the result.
   *
   * @default - every row
   */
  readonly having?: string;
}

/** Whether the opener of a connection is known, as a key. */
export const IS_OPENER_KNOWN = 'if(opened_by = "unknown", "unknown", "known") as opener';

/** Returns the commands that group connections, by account and network first, and sort the groups. */
export function groupedBy({ by, show, first, having }: ResultGrouping): QueryText {
  return {
    needs: show.flatMap(({ needs = [] }) => needs),
    in: (format) => {
      const keys = [
        ...ownersOf(format).map(({ column }) => `${column}_id`),
        ...by.flatMap((key) => (typeof key === 'string' ? key : key.in(format))),
      ];
      const values = show.flatMap((columns) => columns.in(format));
      const measures = values.map(nameOf);
      const order = [
        ...first.filter((name) => measures.includes(name)).map((name) => `${name} desc`),
        ...keys.map(nameOf),
      ];
      return joined('\n| ', [
        `stats ${values.join(', ')} by ${keys.join(', ')}`,
        having && `filter ${having}`,
        `sort ${order.join(', ')}`,
      ]);
    },
  };
}

function nameOf(value: string): string {
  return value.slice(value.lastIndexOf(' ') + 1);
}

/** Numbers of distinct sources, destinations, and ports of destinations. An unknown port is none. */
export function distinct(...counts: readonly ('sources' | 'destinations' | 'ports')[]): ResultColumns {
  const columns = {
    sources: 'count_distinct(`source`)',
    destinations: 'count_distinct(destination)',
    ports: 'count_distinct(port) - max(if(port = "-", 1, 0))',
  };
  return { in: () => counts.map((name) => `${columns[name]} as ${name}`) };
}

/** A condition over columns of connections. */
export function where(condition: string): QueryText {
  return { needs: [], in: () => `filter ${condition}` };
}

/** Connections from outside to an address of ours. */
export const FROM_OUTSIDE = where('source_outside = 1 and destination_outside = 0');

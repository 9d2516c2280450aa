import type { LogTable } from '../../log-tables';
import { KqlSeverity } from '../problem';
import type { KqlRule } from './rule';

export const RETIRED_TABLE: KqlRule = {
  id: 'retired-table',
  title: 'A table is not being retired',
  why:
    'The services that fill these tables are being retired. A query still runs, and returns fewer and fewer rows. Sources: ' +
    'Azure Network Watcher documentation, "Flow logging for network security groups"; Azure Monitor documentation, "VM ' +
    'insights Map and Dependency Agent retirement guidance".',
  check: (query) =>
    query.nodes.flatMap(({ kind, node }) => {
      const table = kind === 'NameReference' ? query.tableOf(node) : undefined;
      if (!table?.retirement) return [];
      return [{ severity: KqlSeverity.WARNING, message: messageOf(table), offset: node.TextStart }];
    }),
};

function messageOf({ name, retirement }: LogTable): string {
  const { what, endsOn, closedSince, successors = [] } = retirement ?? {};
  return (
    `${name} ends with ${what} on ${endsOn}, and is closed to new users since ${closedSince}: ` +
    `query ${successors.join(' joined with ')}`
  );
}

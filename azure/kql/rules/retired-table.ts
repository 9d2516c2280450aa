import type { LogTable } from '../../log-tables';
import { KqlSeverity } from '../problem';
import type { KqlRule } from './rule';

export const RETIRED_TABLE: KqlRule = {
  id: 'retired-table',
  title: 'A table is one that has a future',
  why:
    'What fills these tables is being retired: a query of them goes on running, and finds less and less. Source: Azure ' +
    'Network Watcher documentation, "Flow logging for network security groups"; Azure Monitor documentation, "VM ' +
    'insights Map and Dependency Agent retirement guidance".',
  check: (query) =>
    query.nodes.flatMap(({ kind, node }) => {
      const table = kind === 'NameReference' ? query.tableOf(node) : undefined;
      if (!table?.retirement) return [];
      return [{ severity: KqlSeverity.WARNING, message: farewell(table), offset: node.TextStart }];
    }),
};

function farewell({ name, retirement }: LogTable): string {
  const { what, endsOn, closedSince, successors = [] } = retirement ?? {};
  return (
    `${name} ends with ${what} on ${endsOn}, and nobody new can begin since ${closedSince}: ` +
    `ask ${successors.join(' joined with ')}`
  );
}

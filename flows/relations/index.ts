import { connections } from './connections';
import { endpoints } from './endpoints';
import { flowsByHour, hourlyFlows } from './hourly-flows';
import { HOURLY_PARTS } from './hourly-parts';
import { interfaceHours } from './interface-hours';
import { observations } from './observations';
import { flowsWithKnownOpeners } from './openers';
import { appliances, interfaceAddresses, ownAddresses } from './own-addresses';
import { records } from './records';
import { AddressKind, type NamedQuery, Relation, type RelationOptions } from './relation';

export { type NamedQuery, type PartitionKey, Relation, type RelationOptions } from './relation';

/** The relations that are computed from `flows`. */
export const COMPUTED_RELATIONS = Object.values(Relation).filter(
  (relation): relation is Exclude<Relation, Relation.FLOWS> => relation !== Relation.FLOWS,
);

/** Returns the queries that define a relation over `flows`, in order, each under its name. */
export function relationQueries(relation: Relation, options: RelationOptions = {}): NamedQuery[] {
  const { keys = [] } = options;
  const inHours = (kind: AddressKind): NamedQuery[] => [
    { name: 'records', sql: records(kind) },
    { name: 'hourly_parts', sql: HOURLY_PARTS },
  ];
  const byHour = (kind: AddressKind): NamedQuery[] => [
    ...inHours(kind),
    { name: 'observations', sql: observations(keys) },
    { name: 'interface_addresses', sql: interfaceAddresses(keys) },
    { name: 'appliances', sql: appliances(keys) },
    { name: 'flows_by_hour', sql: flowsByHour(options) },
    { name: 'flows_with_known_openers', sql: flowsWithKnownOpeners(keys) },
  ];
  const withRoles = (kind: AddressKind): NamedQuery[] => [
    ...byHour(kind),
    { name: 'own_addresses', sql: ownAddresses(keys) },
    { name: 'endpoints', sql: endpoints(kind, keys) },
    { name: relation, sql: connections(options) },
  ];
  switch (relation) {
    case Relation.FLOWS:
      return [];
    case Relation.INTERFACE_HOURS:
      return [...inHours(AddressKind.INTERFACE), { name: relation, sql: interfaceHours(options) }];
    case Relation.HOURLY_FLOWS:
      return [...byHour(AddressKind.PACKET), { name: relation, sql: hourlyFlows(options) }];
    case Relation.INTERFACE_FLOWS:
      return [...byHour(AddressKind.INTERFACE), { name: relation, sql: hourlyFlows(options) }];
    case Relation.CONNECTIONS:
      return withRoles(AddressKind.PACKET);
    case Relation.INTERFACE_CONNECTIONS:
      return withRoles(AddressKind.INTERFACE);
  }
}

/** Returns the query of a relation over `flows` with all its parts. */
export function relationSql(relation: Relation, options: RelationOptions = {}): string {
  const queries = relationQueries(relation, options);
  const last = queries.at(-1);
  if (!last) return `select * from ${relation}`;
  const parts = queries.slice(0, -1).map(({ name, sql }) => `${name} as (\n  ${sql}\n)`);
  return `with ${parts.join(',\n')}\n${last.sql}`;
}

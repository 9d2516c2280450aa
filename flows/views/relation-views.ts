import { COMPUTED_RELATIONS, Relation, type RelationOptions, relationSql } from '../relations';
import { RELATION_COLUMNS, type RelationColumnType } from '../relations/columns';
import { type SqlType, typeText } from './sql-type';
import type { View } from './view';

const TYPES: Readonly<Record<RelationColumnType, SqlType>> = {
  text: 'varchar',
  texts: { array: 'varchar' },
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  counter: 'decimal',
  timestamp: 'timestamp',
};

const COUNTED_ABOUT =
  'Flows by UTC hour. A flow that is logged at several points (both of its ends, gateways, appliances, several flow ' +
  'logs) counts once: each measure is the largest one of these points. Volumes are those of accepted records, and in ' +
  'proportion to time in each hour.';
const FLOWS_ABOUT = `${COUNTED_ABOUT} The leg of a NAT gateway to the internet is omitted if records identify it.`;
const OPENER_ABOUT =
  'The client is the end that opened the connection: by a record of the same 5-tuple (SYN; on Azure always), else by ' +
  'a port below 665 against one from 1024, by the number of distinct peers, or by a port below 1024; otherwise, and if ' +
  'both ports are equal, `opener` is unknown.';
const BY_INTERFACE =
  'The addresses are those of interfaces: behind a gateway or a node, that of the gateway or the node. Each leg is a flow.';

const ABOUT: Readonly<Record<Exclude<Relation, Relation.FLOWS>, string>> = {
  [Relation.HOURLY_FLOWS]: FLOWS_ABOUT,
  [Relation.CONNECTIONS]: `${FLOWS_ABOUT} ${OPENER_ABOUT}`,
  [Relation.INTERFACE_FLOWS]: `${COUNTED_ABOUT} ${BY_INTERFACE}`,
  [Relation.INTERFACE_CONNECTIONS]: `${COUNTED_ABOUT} ${OPENER_ABOUT} ${BY_INTERFACE}`,
  [Relation.INTERFACE_HOURS]:
    'Traffic of logged interfaces by UTC hour. If several flow logs record an interface, the largest measure of each ' +
    '5-tuple counts. Volumes are those of accepted records, and in proportion to time in each hour.',
};

const KEYS_ABOUT =
  'Each day (UTC) is computed on its own, so that a condition on `day` limits what a query reads: an opener is known ' +
  'within its day.';

/**
 * Returns the relations that questions read as views.
 *
 * @param options - keys: partition keys on which a condition limits the partitions that are read
 */
export function relationViews(options: RelationOptions = {}): readonly View[] {
  return COMPUTED_RELATIONS.map((relation) => {
    const columns = RELATION_COLUMNS[relation]
      .filter(([, type]) => type !== 'texts' || options.lists !== false)
      .map(([name, type, meaning]) => ({ name, type: TYPES[type], meaning }));
    return {
      name: relation,
      about: options.keys?.includes('day') ? `${ABOUT[relation]} ${KEYS_ABOUT}` : ABOUT[relation],
      columns,
      sql: (dialect) => {
        const cells = columns.map(
          ({ name, type }) => `  cast(${name} as ${typeText(type, dialect)}) as "${name}"`,
        );
        const text = `select\n${cells.join(',\n')}\nfrom (\n${relationSql(relation, options)}\n) ${relation}`;
        // indentation is a sixth of the text, which a template contains in Base64
        return text.replaceAll(/\n +/g, '\n');
      },
    };
  });
}

import type { FileMetaData, SchemaElement } from '../hyparquet';
import { type ColumnType, columnType } from './column-type';
import { beyondReader, MAX_COLUMNS } from './limits';

/** A column of the schema that has values: a leaf of the tree. */
export interface LeafColumn {
  /** Names of the groups around the column, and its own name, joined by dots. */
  readonly name: string;
  readonly type: ColumnType;
  /** Number of optional elements on the path. A value has this definition level. */
  readonly maxDefinition: number;
  /** Name of the element of the root that contains the column, if the column is in a group or repeated. */
  readonly nestedIn: string | undefined;
  /** Number of repeated elements on the path. If there are some, a row has a list of values. */
  readonly maxRepetition: number;
  /** Definition level of a list with elements. */
  readonly listDefinition: number;
}

/** Deepest nesting of groups. OCSF events have five levels. */
const MAX_DEPTH = 16;

/**
 * Returns the leaf columns of a schema, in the order of the file.
 *
 * @throws InputError if there are too many columns; Error if the schema is not a tree with columns
 */
export function leafColumns({ schema }: FileMetaData): LeafColumn[] {
  const [root, ...elements] = schema;
  if (elements.length > MAX_COLUMNS) {
    throw beyondReader(
      `${elements.length} columns, more than ${MAX_COLUMNS}`,
      'No flow log has as many. Write the file again with the columns of the flow log.',
    );
  }
  const leaves: LeafColumn[] = [];
  let at = 0;
  const children = (parent: SchemaElement, path: readonly SchemaElement[]): void => {
    if (path.length > MAX_DEPTH) throw new Error(`columns are nested deeper than ${MAX_DEPTH} levels`);
    for (let index = 0; index < (parent.num_children ?? 0); index++) {
      const element = elements[at++];
      if (!element)
        throw new Error(`${parent.name} states ${parent.num_children} columns, but the schema ends`);
      if (element.num_children) children(element, [...path, element]);
      else leaves.push(leafOf([...path, element]));
    }
  };
  if (root) children(root, []);
  if (leaves.length === 0 || at !== elements.length) {
    throw new Error(`the root states ${root?.num_children} columns, the schema describes ${elements.length}`);
  }
  return leaves;
}

function leafOf(path: readonly SchemaElement[]): LeafColumn {
  const lastRepeated = path.findLastIndex(({ repetition_type }) => repetition_type === 'REPEATED');
  return {
    name: path.map(({ name }) => name).join('.'),
    type: columnType(path.at(-1) as SchemaElement),
    maxDefinition: definitionOf(path),
    nestedIn: path.length > 1 || lastRepeated >= 0 ? path[0]?.name : undefined,
    maxRepetition: path.filter(({ repetition_type }) => repetition_type === 'REPEATED').length,
    listDefinition: definitionOf(path.slice(0, lastRepeated + 1)),
  };
}

function definitionOf(path: readonly SchemaElement[]): number {
  return path.filter(({ repetition_type }) => repetition_type !== 'REQUIRED').length;
}

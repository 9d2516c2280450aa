import { type ColumnName, FLOW_COLUMNS } from '../../flows/columns';
import { type ComputedColumn, columnOf, selectOf, type View } from '../../flows/views/view';
import { VpcField } from '../fields';

const TAGS: readonly ColumnName[] = VpcField.all()
  .filter(({ holdsTag }) => holdsTag)
  .map(({ column }) => column);

const COLUMNS: readonly ComputedColumn[] = [
  ...FLOW_COLUMNS.map(({ name }) => columnOf(name as ColumnName)),
  { name: 'day', type: 'varchar', from: 'day' },
  ...TAGS.map((tag) => columnOf(tag, `${tag}_text`, decoded(tag))),
];

/** Rows with tags that can be read. */
export const TAGGED_FLOWS: View = {
  name: 'tagged_flows',
  about:
    'The rows of `flows` that carry the value of a tag, with all columns as they are, and every tag once more as ' +
    'text: AWS delivers values percent-encoded. A value that is no such encoding is shown as it is.',
  columns: COLUMNS.map(({ name, type }) => ({ name, type })),
  sql: (dialect) => selectOf(COLUMNS, dialect, TAGS.map((tag) => `${tag} is not null`).join(' or ')),
};

/** A plus is a plus, which Trino alone would take for a space; and Trino fails over what is malformed. */
function decoded(tag: string): string {
  return `coalesce(try(url_decode(replace(${tag}, '+', '%2B'))), ${tag})`;
}

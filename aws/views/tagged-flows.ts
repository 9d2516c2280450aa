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

/** View over the rows with tags, with decoded values. */
export const TAGGED_FLOWS: View = {
  name: 'tagged_flows',
  about:
    'The rows of `flows` that contain the value of a tag, with all columns of `flows`, and a column `<tag>_text` with ' +
    'the decoded value of each tag. AWS delivers the values percent-encoded. A value that is not a valid encoding is ' +
    'unchanged.',
  columns: COLUMNS.map(({ name, type }) => ({ name, type })),
  sql: (dialect) => selectOf(COLUMNS, dialect, TAGS.map((tag) => `${tag} is not null`).join(' or ')),
};

/** Decodes a value. Keeps `+`, which Trino decodes to a space, and values that are not valid, for which Trino fails. */
function decoded(tag: string): string {
  return `coalesce(try(url_decode(replace(${tag}, '+', '%2B'))), ${tag})`;
}

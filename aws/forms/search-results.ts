import { membersOf } from '../../flows/input/json-members';
import { readElements } from '../members/element-reader';
import { hasText, isFlowLogObject, jsonEvidence } from '../members/json-evidence';
import type { AwsForm } from './aws-form';

/** Members with the text of a record, by the products that write them. */
const TEXTS = ['_raw', 'event.original', '@message'];

/** Records that a search product exported with their text. */
export const SEARCH_RESULTS_FORM: AwsForm = {
  id: 'search-results',
  title: 'records exported from a search product',
  cloud: 'aws',
  description: {
    recognizedBy:
      'JSON whose records have `_raw` (Splunk, Cribl), `event.original` or `message` (Elastic, OpenSearch)',
    example: 'flow-logs normalize export.json --out tables --format default',
    sourceDocument: 'Splunk Search Manual, "Export search results"; OpenSearch documentation, "Search API"',
    sourceRow: 'the record',
    notes:
      'Lists, lines and one document; `hits.hits[]._source`, `results[]` and `result` are opened. Without `--format`, the ' +
      'members of a record are read by their names if they are those of a flow log.',
  },
  recognizes({ json }) {
    const { list, first } = jsonEvidence(json);
    const members = membersOf(first);
    if (!members) return undefined;
    const wrapper = ['_source', 'result'].find((name) => membersOf(members[name]));
    const record = wrapper === undefined ? members : (membersOf(members[wrapper]) ?? members);
    if (wrapper !== undefined && areRecordMembers(record))
      return `the first record is in the member ${wrapper}`;
    const text = TEXTS.find((name) => hasText(record, name));
    if (text !== undefined) return `the first record has the member ${text}`;
    if (hasText(record.event, 'original')) return 'the first record has the member event.original';
    return list !== undefined && hasText(record, 'message')
      ? 'the first item of a list has the member message'
      : undefined;
  },
  read: readElements,
};

function areRecordMembers(record: Readonly<Record<string, unknown>>): boolean {
  return hasText(record, 'message', ...TEXTS) || hasText(record.event, 'original') || isFlowLogObject(record);
}

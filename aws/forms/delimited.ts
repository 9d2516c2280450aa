import { BadValue } from '../../flows/cell';
import { csvValues } from '../../flows/input/csv-line';
import { type Line, lineBlocks } from '../../flows/input/lines';
import { RejectCode } from '../../flows/rejects';
import { FIELDS_BY_NAME } from '../fields';
import type { LogFormat } from '../format';
import { fieldOfColumn } from '../format/field-of-column';
import type { RecordSink } from '../record-sink';
import { checkDeclared } from '../text/check-declared';
import { type ExportedTokenOf, exportedTokenOf } from '../text/exported-token';
import { NULL_SIGN } from '../text/record';
import type { AwsForm } from './aws-form';

/** Delimiters by their names in messages. */
const DELIMITERS = { commas: ',', tabs: '\t', semicolons: ';', bars: '|' };

const JSON_OPENER = /^\s*[[{]/;

/** Fewest fields of a flow log in a header. A line of text can have one or two by chance. */
const MIN_FIELDS = 3;

/** The columns of delimited text. */
interface Header {
  readonly delimiter: string;
  readonly delimiterName: string;
  /** Field names; the column's own name if it is no field. */
  readonly names: readonly string[];
}

/** Delimited text with a header line: query results of Athena, spreadsheets, pandas. */
export const DELIMITED_FORM: AwsForm = {
  id: 'aws-delimited',
  title: 'delimited text (CSV) of an AWS flow log',
  cloud: 'aws',
  description: {
    recognizedBy: 'a header line of field names, separated by commas, tabs, semicolons or vertical bars',
    example: 'flow-logs normalize athena-results.csv --out tables',
    sourceDocument: 'Amazon Athena User Guide, "Work with query results and recent queries"',
    sourceRow: 'the line',
    notes:
      'Names can have any notation (`account_id`, `accountId`). Times are epoch numbers or ISO 8601; a time without a zone ' +
      'is in UTC. Empty values and `null` are null. A value cannot contain a line break.',
  },
  recognizes({ firstLine }) {
    const header = firstLine === undefined || JSON_OPENER.test(firstLine) ? undefined : headerOf(firstLine);
    return (
      header &&
      `the first line is a header of ${header.names.length} columns, separated by ${header.delimiterName}`
    );
  },
  async read(bytes, { records, format }) {
    const reader = new DelimitedReader(records, format);
    for await (const lines of lineBlocks(bytes)) for (const line of lines) reader.line(line);
    records.end();
  },
};

/** Returns the columns of a header line; undefined if most of them are no fields of a flow log. */
function headerOf(line: string): Header | undefined {
  for (const [delimiterName, delimiter] of Object.entries(DELIMITERS)) {
    const columns = csvValues(line, delimiter)?.map((column) => column.trim()) ?? [];
    const names = columns.map((column) => fieldOfColumn(column) ?? column);
    const known = names.filter((name) => FIELDS_BY_NAME.has(name)).length;
    if (known >= MIN_FIELDS && known * 2 > names.length) return { delimiter, delimiterName, names };
  }
  return undefined;
}

class DelimitedReader {
  private header: Header | undefined;
  private headerText = '';
  private conversions: readonly ExportedTokenOf[] = [];

  constructor(
    private readonly records: RecordSink,
    private readonly declared: LogFormat | undefined,
  ) {}

  line(line: Line): void {
    const { records } = this;
    const position = BigInt(line.number);
    if (line.text.trim() === '') return;
    if (!this.header) {
      this.begin(line);
      return;
    }
    // concatenated files have their header several times
    if (line.text === this.headerText) return;
    records.found(1);
    if (line.tooLong !== undefined) {
      const problem = new BadValue(RejectCode.LINE_TOO_LONG, `${line.tooLong} bytes in one line`);
      records.reject(position, problem, line.text);
    } else if (line.invalid) {
      records.reject(
        position,
        new BadValue(RejectCode.NOT_UTF8, 'the line is not valid UTF-8'),
        line.text,
        line.invalid,
      );
    } else this.record(line.text, position, this.header.delimiter);
  }

  private begin({ number, text }: Line): void {
    this.header = headerOf(text);
    if (!this.header) throw new Error('the first line is not the header that the form was recognized by');
    checkDeclared(this.header.names, this.declared, number);
    this.headerText = text;
    this.conversions = this.header.names.map(exportedTokenOf);
    this.records.useFields(this.header.names, `the header in line ${number}`);
  }

  private record(text: string, position: bigint, delimiter: string): void {
    const values = csvValues(text, delimiter);
    if (!values) {
      const problem = new BadValue(RejectCode.NOT_A_RECORD, 'a quoted value does not end in the line');
      this.records.reject(position, problem, text);
      return;
    }
    const tokens = values.map((value, index) => this.conversions[index]?.(value.trim()) ?? value);
    if (tokens.every((token) => token === NULL_SIGN)) {
      this.records.reject(position, new BadValue(RejectCode.NOT_A_RECORD, 'all values are empty'), text);
    } else this.records.record(tokens, text, position);
  }
}

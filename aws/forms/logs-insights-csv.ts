import { csvValues } from '../../flows/input/csv-line';
import { eventOrigin } from '../members/event-origin';
import { readEventLines } from '../text/event-lines';
import type { AwsForm } from './aws-form';

const MESSAGE = '@message';

/** Results of CloudWatch Logs Insights as CSV, with the whole records. */
export const LOGS_INSIGHTS_CSV_FORM: AwsForm = {
  id: 'logs-insights-csv',
  title: 'CSV results of CloudWatch Logs Insights with @message',
  cloud: 'aws',
  description: {
    recognizedBy: 'a CSV header line with `@message`',
    example: 'flow-logs normalize logs-insights-results.csv --out tables --format default',
    sourceDocument: 'Amazon CloudWatch Logs User Guide, "Export query results"',
    sourceRow: 'the line',
    notes:
      '`@logStream` and `@log` are kept; `@ptr` and `@timestamp` are not. Results without `@message` are read as delimited text, ' +
      'by the names of their fields.',
  },
  recognizes({ firstLine }) {
    return firstLine !== undefined && columnsOf(firstLine)
      ? 'the first line is a header with the column @message'
      : undefined;
  },
  async read(bytes, reading) {
    let columns: readonly string[] | undefined;
    let header: string | undefined;
    await readEventLines(bytes, reading, (line) => {
      // concatenated files have their header several times
      if (line === header) return null;
      if (!columns) {
        header = line;
        columns = columnsOf(line) ?? [];
        return null;
      }
      const values = csvValues(line, ',');
      if (values?.length !== columns.length) return undefined;
      const row = Object.fromEntries(columns.map((name, index) => [name, values[index] as string]));
      return { record: row[MESSAGE] as string, origin: eventOrigin(row, reading.origin) };
    });
  },
};

/** Returns the columns of a header line with `@message`; undefined for any other line. */
function columnsOf(line: string): readonly string[] | undefined {
  const columns = csvValues(line, ',');
  return columns?.includes(MESSAGE) ? columns : undefined;
}

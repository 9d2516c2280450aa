import { BadValue } from '../../flows/cell';
import { type Line, lineBlocks } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import { noFormat } from '../documents/message-reader';
import type { AwsReading } from '../forms/aws-form';

/** A record in a line of a form that has more than the record in a line. */
export interface EventLine {
  readonly record: string;
  readonly logStream?: string | undefined;
  /** @default - that of the source, with the log stream */
  readonly origin?: Origin;
}

/**
 * Reads the records of lines that have more than a record. A record has the number of its line as its position.
 *
 * @param split returns the record of a line; undefined if it is none; null if the line is never a record
 * @throws InputError if no format is declared
 */
export async function readEventLines(
  bytes: AsyncIterable<Uint8Array>,
  reading: AwsReading,
  split: (line: string) => EventLine | undefined | null,
): Promise<void> {
  const { records, format } = reading;
  if (format) records.useFields(format.names, 'the declared format');
  for await (const lines of lineBlocks(bytes)) {
    for (const line of lines) readLine(line, reading, split);
  }
  records.end();
}

function readLine(
  line: Line,
  { records, origin, format }: AwsReading,
  split: (line: string) => EventLine | undefined | null,
): void {
  if (line.text.trim() === '' && !line.invalid) return;
  const position = BigInt(line.number);
  const event = line.tooLong === undefined && !line.invalid ? split(line.text) : undefined;
  if (event === null) return;
  if (!format) throw noFormat(position, event?.record);
  records.found(1);
  records.useOrigin(
    event?.origin ?? (event?.logStream === undefined ? origin : { ...origin, logStream: event.logStream }),
  );
  if (event) records.line(event.record, position);
  else records.reject(position, problemOf(line), line.text, line.invalid);
}

function problemOf({ tooLong, invalid }: Line): BadValue {
  if (tooLong !== undefined) return new BadValue(RejectCode.LINE_TOO_LONG, `${tooLong} bytes in one line`);
  if (invalid) return new BadValue(RejectCode.NOT_UTF8, 'the line is not valid UTF-8');
  return new BadValue(RejectCode.NOT_A_RECORD, 'the line has another form than the lines before it');
}

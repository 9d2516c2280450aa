import { BadValue } from '../../flows/cell';
import { MAX_LINE_BYTES } from '../../flows/input/lines';
import type { RowTokens } from '../../flows/parquet/tokens/row-text';
import { RejectCode } from '../../flows/rejects';
import type { RecordSink } from '../record-sink';

const SEPARATOR = ' ';

/** Passes the tokens of a row to a sink: a record, or a reject with its bytes if a token is not valid UTF-8. */
export function rowRecord(
  tokens: RowTokens,
  position: bigint,
  sink: Pick<RecordSink, 'record' | 'reject'>,
): void {
  if (tokens.every((token) => typeof token === 'string')) {
    sink.record(tokens as string[], tokens.join(SEPARATOR), position);
    return;
  }
  const separator = Buffer.from(SEPARATOR);
  const bytes = Buffer.concat(tokens.flatMap((token) => [separator, Buffer.from(token as string)])).subarray(
    1,
  );
  if (bytes.length > MAX_LINE_BYTES) {
    const problem = new BadValue(RejectCode.LINE_TOO_LONG, `${bytes.length} bytes in one record`);
    sink.reject(position, problem, bytes.toString('utf8', 0, MAX_LINE_BYTES));
    return;
  }
  const problem = new BadValue(RejectCode.NOT_UTF8, 'a value is not valid UTF-8');
  sink.reject(position, problem, bytes.toString('utf8'), bytes);
}

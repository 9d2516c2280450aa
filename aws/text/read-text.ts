import { BadValue } from '../../flows/cell';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { type Line, lineBlocks } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';
import type { FlowSink } from '../../flows/table-writer';
import type { LogFormat } from '../format';
import { RecordReader } from '../record-reader';
import { isHeader, isLaterHeader, tokensOf } from './header';
import { type RecordSchema, recordSchemaOf } from './record-schema';

const SHOWN_LENGTH = 80;

/**
 * Reads flow log records as text, line by line. The header line says what the columns are, or the declared
 * format where there is none; a header line met anywhere later is recognised too (files are often joined).
 * Every line that is neither empty nor a header becomes a row or a reject.
 *
 * @throws InputError if nothing says what the columns are, or if a header disagrees with the declared format
 */
export async function readText(
  bytes: AsyncIterable<Uint8Array>,
  origin: Origin,
  sink: FlowSink,
  declared?: LogFormat,
): Promise<void> {
  const reader = new TextReader(origin, sink, declared);
  for await (const lines of lineBlocks(bytes)) {
    for (const line of lines) reader.line(line);
  }
}

/** Reads lines, one by one. */
export class TextReader {
  private readonly records: RecordReader;

  constructor(
    origin: Origin,
    sink: FlowSink,
    private readonly declared: LogFormat | undefined,
  ) {
    this.records = new RecordReader(origin, sink);
    if (declared) this.records.use(recordSchemaOf(declared.names, 'the declared format'));
  }

  /** What the tokens of the lines to come mean; undefined before a header or a format says it. */
  get schema(): RecordSchema | undefined {
    return this.records.schema;
  }

  /** @throws InputError if nothing says what the columns are, or if a header disagrees with the declared format */
  line(line: Line): void {
    if (line.tooLong !== undefined) {
      this.reject(line, new BadValue(RejectCode.LINE_TOO_LONG, `${line.tooLong} bytes in one line`));
      return;
    }
    const tokens = tokensOf(line.text);
    if (tokens.length === 0) return;
    const hasSchema = this.schema !== undefined;
    if (hasSchema ? isLaterHeader(tokens) : isHeader(tokens)) this.header(tokens, line);
    else if (!hasSchema) throw noFormat(line);
    else if (line.invalid)
      this.reject(line, new BadValue(RejectCode.NOT_UTF8, 'the line is not valid UTF-8'));
    else this.records.record(tokens, line.text, BigInt(line.number));
  }

  private header(tokens: readonly string[], line: Line): void {
    const { declared } = this;
    if (declared && tokens.join(' ') !== declared.names.join(' ')) {
      throw new InputError(
        InputErrorCode.FORMAT_DISAGREES,
        `line ${line.number} is a header that disagrees with the declared format; ` +
          `header: ${tokens.join(' ')}; declared: ${declared.names.join(' ')}; leave the declaration out`,
      );
    }
    if (!declared) this.records.use(recordSchemaOf(tokens, `the header in line ${line.number}`));
  }

  private reject({ number, text, invalid }: Line, problem: BadValue): void {
    this.records.reject(BigInt(number), problem, text, invalid);
  }
}

function noFormat({ number, text }: Line): InputError {
  return new InputError(
    InputErrorCode.NO_FORMAT,
    `line ${number} is neither a header nor is a format declared, so nothing says what its columns are: ` +
      `${shown(text, SHOWN_LENGTH)}; declare the flow log's format`,
  );
}

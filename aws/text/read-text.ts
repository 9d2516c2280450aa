import { BadValue } from '../../flows/cell';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { type Line, lineBlocks } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import { shown } from '../../flows/shown';
import type { FlowSink } from '../../flows/table-writer';
import type { LogFormat } from '../format';
import { RecordReader } from '../record-reader';
import { checkDeclared } from './check-declared';
import { headerNames, laterHeaderNames, tokensOf } from './header';
import { type RecordSchema, recordSchemaOf } from './record-schema';

const SHOWN_LENGTH = 80;

/**
 * Reads flow log records from text, line by line. The header line specifies the fields. Without a header line, the
 * declared format specifies them. A later header line starts another schema, because users concatenate files. Every
 * other line that is not empty becomes a row or a reject.
 *
 * @param declared format of records without a header line
 * @throws InputError if neither a header nor a format specifies the fields, or if a header differs from the format
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

/** Reads flow log records line by line. */
export class TextReader {
  private readonly records: RecordReader;

  constructor(
    origin: Origin,
    private readonly sink: FlowSink,
    private readonly declared: LogFormat | undefined,
  ) {
    this.records = new RecordReader(origin, sink);
    if (declared) this.records.useSchema(recordSchemaOf(declared.names, 'the declared format'));
  }

  /** Schema of the next lines; undefined until a header or a format specifies it. */
  get schema(): RecordSchema | undefined {
    return this.records.schema;
  }

  /**
   * Reads one line.
   *
   * @throws InputError if neither a header nor a format specifies the fields, or if a header differs from the format
   */
  line(line: Line): void {
    if (line.tooLong !== undefined) {
      if (!this.schema) throw noFormat(line);
      this.sink.found(1);
      this.reject(line, new BadValue(RejectCode.LINE_TOO_LONG, `${line.tooLong} bytes in one line`));
      return;
    }
    const tokens = tokensOf(line.text);
    if (tokens.length === 0) return;
    const hasSchema = this.schema !== undefined;
    const names = hasSchema ? laterHeaderNames(tokens) : headerNames(tokens);
    if (names) {
      this.header(names, line);
      return;
    }
    if (!hasSchema) throw noFormat(line);
    this.sink.found(1);
    if (line.invalid) this.reject(line, new BadValue(RejectCode.NOT_UTF8, 'the line is not valid UTF-8'));
    else this.records.record(tokens, line.text, BigInt(line.number));
  }

  private header(names: readonly string[], line: Line): void {
    const { declared } = this;
    checkDeclared(names, declared, line.number);
    if (!declared) this.records.useSchema(recordSchemaOf(names, `the header in line ${line.number}`));
  }

  private reject({ number, text, invalid }: Line, problem: BadValue): void {
    this.records.reject(BigInt(number), problem, text, invalid);
  }
}

function noFormat({ number, text, tooLong }: Line): InputError {
  const received = tooLong === undefined ? '' : `${tooLong} bytes in one line: `;
  return new InputError(
    InputErrorCode.NO_FORMAT,
    `expected a header in line ${number}, because no format is declared; received ${received}` +
      `${shown(text, SHOWN_LENGTH)}. Declare the format of the flow log.`,
  );
}

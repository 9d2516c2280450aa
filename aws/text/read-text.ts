import { columnIndex, FLOW_COLUMNS, type Value } from '../../flows/columns';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { type Line, lineBlocks } from '../../flows/input/lines';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import type { FlowSink } from '../../flows/table-writer';
import { BadValue } from '../cell';
import type { LogFormat } from '../format';
import { completeRow, rowTemplate } from '../row';
import { shown } from '../shown';
import { isHeader, isLaterHeader, tokensOf } from './header';
import { type Layout, layoutOf } from './layout';
import { readRecord } from './record';

const EXTRA = columnIndex('extra');
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

class TextReader {
  private layout: Layout | undefined;
  private template: readonly Value[] = [];
  /** The one row in use: the sink copies what it keeps. */
  private readonly row: Value[] = new Array(FLOW_COLUMNS.length);

  constructor(
    private readonly origin: Origin,
    private readonly sink: FlowSink,
    private readonly declared: LogFormat | undefined,
  ) {
    if (declared) this.use(layoutOf(declared.names, 'the declared format'));
  }

  line(line: Line): void {
    if (line.tooLong !== undefined) {
      this.reject(line, new BadValue(RejectCode.LINE_TOO_LONG, `${line.tooLong} bytes in one line`));
      return;
    }
    const tokens = tokensOf(line.text);
    if (tokens.length === 0) return;
    if (this.layout ? isLaterHeader(tokens) : isHeader(tokens)) this.header(tokens, line);
    else if (!this.layout) throw noFormat(line);
    else if (line.invalid)
      this.reject(line, new BadValue(RejectCode.NOT_UTF8, 'the line is not valid UTF-8'));
    else this.record(tokens, line, this.layout);
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
    if (!declared) this.use(layoutOf(tokens, `the header in line ${line.number}`));
  }

  private use(layout: Layout): void {
    this.layout = layout;
    this.template = rowTemplate(this.origin, layout.transitGateway);
  }

  private record(tokens: readonly string[], line: Line, layout: Layout): void {
    const { row } = this;
    for (let index = 0; index < row.length; index++) row[index] = this.template[index] as Value;
    const extra = readRecord(tokens, line.text, layout, row);
    if (extra instanceof BadValue) {
      this.reject(line, extra);
      return;
    }
    if (extra) {
      row[EXTRA] = JSON.stringify(extra);
      for (const name of Object.keys(extra)) this.sink.unknownField(name);
    }
    completeRow(row, this.origin, BigInt(line.number));
    this.sink.row(row);
  }

  private reject({ number, text, invalid }: Line, { code, detail }: BadValue): void {
    this.sink.reject({ sourceRow: BigInt(number), code, detail, raw: text, rawBytes: invalid });
  }
}

function noFormat({ number, text }: Line): InputError {
  if (number === 1 && text.startsWith('PAR1')) {
    return new InputError(
      InputErrorCode.NO_FORMAT,
      'the object is a Parquet file, and this version reads text',
    );
  }
  return new InputError(
    InputErrorCode.NO_FORMAT,
    `line ${number} is neither a header nor is a format declared, so nothing says what its columns are: ` +
      `${shown(text, SHOWN_LENGTH)}; declare the flow log's format`,
  );
}

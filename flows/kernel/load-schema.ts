import { type ColumnName, columnIndex, flowColumn } from '../columns';
import type { Kernel } from './kernel';
import type { CompositeStep, KernelColumn, KernelSchema, KernelWord, SingleStep } from './kernel-schema';
import { physicalType, WIDTH } from './parquet/schema';
import { ColumnEncoding } from './shared/column-encoding';
import { PhysicalType } from './shared/parquet-format';
import { Prediction } from './shared/prediction';
import { GROUP_ROWS } from './shared/sizes';
import { TokenCheck } from './shared/token-check';

const NONE = -1;
const BYTE_VALUES = 256;
const TEXT_WIDTH = WIDTH[PhysicalType.BYTE_ARRAY];
const LONG_WIDTH = WIDTH[PhysicalType.INT64];

/**
 * The numbers that the kernel gave to the columns of the table; undefined for columns that the records do not have.
 */
export type ColumnNumbers = readonly (number | undefined)[];

/**
 * Loads a schema into the kernel. Returns the numbers of its columns; undefined if the schema exceeds a limit of the
 * kernel.
 */
export function loadSchema(
  kernel: Kernel,
  schema: KernelSchema,
  maxRows = GROUP_ROWS,
): ColumnNumbers | undefined {
  try {
    return new SchemaLoader(kernel, schema, maxRows).load();
  } catch (error) {
    if (error instanceof CapacityExceeded) return undefined;
    throw error;
  }
}

/** The schema exceeds a limit of the kernel. */
class CapacityExceeded extends Error {}

class SchemaLoader {
  private readonly numbers: (number | undefined)[] = [];
  private readonly stepNumbers: number[] = [];
  /** For each kind of column that shares a dictionary, the column that owns it. */
  private readonly owners = new Map<string, number>();

  constructor(
    private readonly kernel: Kernel,
    private readonly schema: KernelSchema,
    private readonly maxRows: number,
  ) {}

  load(): ColumnNumbers {
    const { run } = this.kernel;
    const { fields, stride = fields, delimiter, nullToken, steps, derived, unknown } = this.schema;
    const { contexts = [], numbers } = this.schema;
    run.beginSchema(stride);
    run.clearUnknownFields();
    run.clearContextColumns();
    run.setTokenSyntax(this.store(nullToken, 'latin1'), nullToken.length, delimiter.charCodeAt(0));
    for (const step of steps)
      this.stepNumbers.push('column' in step ? this.single(step) : this.composite(step));
    for (const { name, sources, condition, words } of derived) {
      const number = this.define(
        ColumnEncoding.CODES,
        TokenCheck.TEXT,
        NONE,
        WIDTH[physicalType(flowColumn(name))],
      );
      this.lexicon(number, words, false);
      const [first, second, third] = sources.map((source) => this.numberOf(source));
      const none = condition === undefined ? NONE : this.numberOf(condition);
      run.defineDerived(number, first as number, second ?? NONE, third ?? NONE, none);
      this.numbers[columnIndex(name)] = number;
    }
    for (const name of contexts) this.context(name);
    const lines = this.define(ColumnEncoding.VALUES, TokenCheck.NUMBER, NONE, LONG_WIDTH);
    this.numbers[columnIndex(numbers)] = lines;
    run.setSpecialColumns(lines, unknown.length > 0 ? this.extra() : NONE);
    const [account, region, start, end] = (['account_id', 'region', 'start_time', 'end_time'] as const).map(
      (name) => this.numbers[columnIndex(name)] ?? NONE,
    );
    run.setPartitionColumns(account as number, region as number, start as number, end as number);
    if (!run.endSchema(this.maxRows)) throw new CapacityExceeded();
    return this.numbers;
  }

  private single({ column, sameAs }: SingleStep): number {
    const predictor = sameAs === undefined ? NONE : this.numberOf(sameAs);
    return this.column(column, predictor === NONE ? Prediction.NONE : Prediction.SAME_TOKEN, predictor);
  }

  private composite({ columns, field, fields, predictedBy }: CompositeStep): number {
    const predictor = predictedBy === undefined ? NONE : (this.stepNumbers[predictedBy] as number);
    const prediction = predictor === NONE ? Prediction.NONE : Prediction.LAST_SEEN;
    const number = this.define(
      ColumnEncoding.CODES,
      TokenCheck.TEXT,
      field,
      TEXT_WIDTH,
      0n,
      prediction,
      predictor,
    );
    this.kernel.run.defineComposite(number, fields);
    for (const column of columns)
      this.kernel.run.defineMember(this.column(column, Prediction.NONE, NONE), number);
    return number;
  }

  private column(column: KernelColumn, prediction: Prediction, predictor: number): number {
    const { run } = this.kernel;
    const { kind, type, max = 0n } = flowColumn(column.name);
    const isNumbers = kind === 'port' || type === 'int64' || column.mostlyDistinct === true;
    const encoding = isNumbers ? ColumnEncoding.VALUES : ColumnEncoding.CODES;
    const number = this.define(
      encoding,
      checkOf(column),
      column.field,
      WIDTH[physicalType(flowColumn(column.name))],
      max,
      prediction,
      predictor,
    );
    this.numbers[columnIndex(column.name)] = number;
    if (encoding === ColumnEncoding.CODES && (kind === 'address' || kind === 'time')) {
      const owner = this.owners.get(kind);
      if (owner === undefined) this.owners.set(kind, number);
      else run.shareDictionary(owner, number);
    }
    const { words = [], textOfNull, attributes, attributeOfNull = 0 } = column;
    const all =
      textOfNull === undefined ? words : [...words, { token: this.schema.nullToken, text: textOfNull }];
    this.lexicon(number, all, textOfNull !== undefined);
    if (attributes || attributeOfNull !== 0) {
      const table = attributes ? this.allocate(BYTE_VALUES) : 0;
      if (attributes) {
        for (let byte = 0; byte < BYTE_VALUES; byte++) this.kernel.bytes[table + byte] = attributes(byte);
      }
      run.defineAttributes(number, attributeOfNull, table);
    }
    return number;
  }

  private context(name: ColumnName): void {
    const number = this.define(ColumnEncoding.CODES, TokenCheck.TEXT, NONE, TEXT_WIDTH);
    this.numbers[columnIndex(name)] = number;
    if (!this.kernel.run.addContextColumn(number)) throw new CapacityExceeded();
  }

  private extra(): number {
    const { run } = this.kernel;
    for (const { field, name } of this.schema.unknown) {
      const key = `${JSON.stringify(name)}:`;
      if (!run.addUnknownField(field, this.store(key), Buffer.byteLength(key))) throw new CapacityExceeded();
    }
    const number = this.define(ColumnEncoding.CODES, TokenCheck.TEXT, NONE, TEXT_WIDTH);
    this.numbers[columnIndex('extra')] = number;
    return number;
  }

  private define(
    encoding: ColumnEncoding,
    check: TokenCheck,
    field: number,
    width: number,
    max = 0n,
    prediction = Prediction.NONE,
    predictor = NONE,
  ): number {
    return this.kernel.run.defineColumn(encoding, check, field, width, max, prediction, predictor);
  }

  private lexicon(column: number, words: readonly KernelWord[], hasDefault: boolean): void {
    if (words.length === 0) return;
    const { run } = this.kernel;
    let address = this.checkAddress(run.beginLexicon(column, words.length, hasDefault));
    for (const { token, text, value = 0n, attribute = 0 } of words) {
      const textAddress = text === undefined ? 0 : this.store(text);
      const textLength = text === undefined ? 0 : Buffer.byteLength(text);
      const tokenLength = Buffer.byteLength(token);
      address = run.defineWord(
        column,
        address,
        this.store(token),
        tokenLength,
        textAddress,
        textLength,
        value,
        attribute,
      );
    }
  }

  private numberOf(name: ColumnName): number {
    const number = this.numbers[columnIndex(name)];
    if (number === undefined)
      throw new Error(`The column ${name} must be defined before the columns that refer to it`);
    return number;
  }

  private store(text: string, encoding: BufferEncoding = 'utf8'): number {
    const address = this.allocate(Buffer.byteLength(text, encoding));
    this.kernel.bytes.write(text, address, encoding);
    return address;
  }

  private allocate(bytes: number): number {
    return this.checkAddress(this.kernel.run.allocateForSchema(bytes));
  }

  private checkAddress(address: number): number {
    if (address === 0) throw new CapacityExceeded();
    return address;
  }
}

function checkOf({ name, isAccount, onlyWords }: KernelColumn): TokenCheck {
  if (isAccount) return TokenCheck.ACCOUNT;
  if (onlyWords) return TokenCheck.WORD;
  const { kind, type } = flowColumn(name);
  switch (kind) {
    case 'address':
      return TokenCheck.ADDRESS;
    case 'time':
      return TokenCheck.TIME;
    case 'region':
      return TokenCheck.REGION;
    case 'word':
      return TokenCheck.WORD;
    default:
      return type === 'string' ? TokenCheck.TEXT : TokenCheck.NUMBER;
  }
}

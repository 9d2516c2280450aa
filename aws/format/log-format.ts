import { type FlowField, isTgwOnly, type ResourceKind, VpcField } from '../fields';
import { LogFormatError } from './format-problem';
import { fieldProblems, parseFormat } from './parse-format';

const FIRST_VERSION = 2;

/** Which fields a flow log writes, and in which order. */
export class LogFormat {
  /** What AWS writes where no format is given: the 14 fields of version 2. */
  static readonly AWS_DEFAULT = LogFormat.of(...VpcField.all().filter((field) => field.version === 2));

  /** All 29 fields up to version 5: identity, direction, path and services. */
  static readonly V5 = LogFormat.of(...VpcField.all().filter((field) => field.version <= 5));

  /**
   * What we recommend and use by default: everything up to version 5, and why a flow was rejected. It needs no
   * permission beyond those of the flow log itself, and answers all shipped questions.
   */
  static readonly RECOMMENDED = LogFormat.V5.with(VpcField.REJECT_REASON);

  /**
   * A format of typed fields, in the given order.
   *
   * @throws LogFormatError for duplicate fields, or VPC and transit gateway fields together
   */
  static of(...fields: FlowField[]): LogFormat {
    const text = fields.join(' ');
    const problems = fieldProblems(fields.map((field, offset) => ({ field, offset })));
    if (fields.length === 0) problems.push(...parseFormat(text).problems);
    if (problems.length > 0) throw new LogFormatError(problems, text);
    return new LogFormat(fields);
  }

  /**
   * Reads a format string as it stands in `LogFormat` of a flow log: `${version} ${srcaddr} ...`.
   *
   * @throws LogFormatError with every problem and its position
   */
  static parse(text: string): LogFormat {
    const { fields, problems } = parseFormat(text);
    if (problems.length > 0) throw new LogFormatError(problems, text);
    return new LogFormat(fields);
  }

  private constructor(readonly fields: readonly FlowField[]) {}

  /** Names of the fields, in order. */
  get names(): readonly string[] {
    return this.fields.map((field) => field.name);
  }

  /** The number that records of this format carry as `version`: the highest among the fields, at least 2. */
  get version(): number {
    return Math.max(FIRST_VERSION, ...this.fields.map((field) => field.version));
  }

  /** Whether this is a format of transit gateway flow logs. */
  get isTransitGateway(): boolean {
    return this.fields.some((field) => isTgwOnly(field.name));
  }

  /** This format with more fields at its end. */
  with(...fields: FlowField[]): LogFormat {
    return LogFormat.of(...this.fields, ...fields);
  }

  /** Whether the format has a field of this name. */
  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** Fields that never have a value for this kind of resource. */
  emptyFor(kind: ResourceKind): readonly FlowField[] {
    return this.fields.filter((field) => !field.availableFor.includes(kind));
  }

  /** The format string: `${version} ${srcaddr} ...`. */
  toString(): string {
    return this.fields.join(' ');
  }
}

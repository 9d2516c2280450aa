import { createHash } from 'node:crypto';
import { type FlowField, isTgwOnly, ResourceKind, TgwField, UnknownField, VpcField } from '../fields';
import { LogFormatError } from './format-problem';
import { fieldProblems, parseFormat, UnknownNames } from './parse-format';
import { fieldsOfTags, type TagKeys, tagProblems } from './tag-keys';

const FIRST_VERSION = 2;
const ID_LENGTH = 8;

/** Which fields a flow log writes, and in which order. */
export class LogFormat {
  /** What AWS writes where no format is given: the 14 fields of version 2. */
  static readonly AWS_DEFAULT = LogFormat.of(...VpcField.all().filter((field) => field.version === 2));

  /** All 29 fields up to version 5: identity, direction, path and services. */
  static readonly V5 = LogFormat.of(...VpcField.all().filter((field) => field.version <= 5));

  /**
   * What we recommend and use by default: everything up to version 5, and why a flow was rejected. It needs no
   * permission beyond those of the flow log itself.
   */
  static readonly RECOMMENDED = LogFormat.V5.withFields(VpcField.REJECT_REASON);

  /**
   * The recommended format with the ten fields that name ECS clusters, services and tasks. Who makes the flow log
   * needs permission to list them in ECS.
   */
  static readonly ECS = LogFormat.RECOMMENDED.withFields(
    ...VpcField.all().filter((field) => field.version === 7),
  );

  /**
   * What an audit asks for: the recommended format, whether traffic was encrypted on its way, and which kind of
   * interface it passed and went to next.
   */
  static readonly SECURITY = LogFormat.RECOMMENDED.withFields(
    VpcField.ENCRYPTION_STATUS,
    VpcField.INTERFACE_TYPE,
    VpcField.NEXT_HOP_INTERFACE_ID,
    VpcField.NEXT_HOP_VPC_ID,
    VpcField.NEXT_HOP_INTERFACE_TYPE,
  );

  /** All fields of VPC flow logs but the six that hold tags: add those with `withTags`. */
  static readonly EVERYTHING = LogFormat.of(...VpcField.all().filter((field) => !field.holdsTag));

  /** All 36 fields of transit gateway flow logs, as AWS writes them where no format is given. */
  static readonly TRANSIT_GATEWAY = LogFormat.of(...TgwField.all());

  /**
   * A format of typed fields, in the given order.
   *
   * @throws LogFormatError for duplicate fields, or VPC and transit gateway fields together
   */
  static of(...fields: FlowField[]): LogFormat {
    return LogFormat.checked(fields, []);
  }

  /**
   * Reads a format string as it stands in `LogFormat` of a flow log: `${version} ${srcaddr} ...`.
   *
   * @throws LogFormatError with every problem and its position
   */
  static parse(text: string): LogFormat {
    return LogFormat.read(text, UnknownNames.ARE_PROBLEMS);
  }

  /**
   * Reads a format string that may name fields newer than this version. Their values are kept by name; a flow log
   * of such a format is made with a warning.
   *
   * @throws LogFormatError with every other problem and its position
   */
  static custom(text: string): LogFormat {
    return LogFormat.read(text, UnknownNames.ARE_FIELDS);
  }

  /** The default format for a kind of resource. */
  static recommendedFor(kind: ResourceKind): LogFormat {
    if (kind === ResourceKind.TRANSIT_GATEWAY) return LogFormat.TRANSIT_GATEWAY;
    if (kind === ResourceKind.VPC) return LogFormat.RECOMMENDED;
    const fields = LogFormat.RECOMMENDED.fields.filter(({ availableFor }) => availableFor.includes(kind));
    return LogFormat.of(...fields, VpcField.RESOURCE_ID);
  }

  private static read(text: string, unknownNames: UnknownNames): LogFormat {
    const { fields, problems } = parseFormat(text, unknownNames);
    if (problems.length > 0) throw new LogFormatError(problems, text);
    return new LogFormat(fields, []);
  }

  private static checked(fields: FlowField[], tags: TagKeys[]): LogFormat {
    const text = fields.join(' ');
    const problems = [
      ...tagProblems(tags),
      ...fieldProblems(fields.map((field, offset) => ({ field, offset }))),
    ];
    if (fields.length === 0) problems.push(...parseFormat(text).problems);
    if (problems.length > 0) throw new LogFormatError(problems, text);
    return new LogFormat(fields, tags);
  }

  private constructor(
    readonly fields: FlowField[],
    /** Whose tags fill the tag fields of the format. */
    readonly tags: TagKeys[],
  ) {}

  /** Names of the fields, in order. */
  get names(): string[] {
    return this.fields.map((field) => field.name);
  }

  /** A short name for exactly these fields in this order: 8 hexadecimal digits. */
  get id(): string {
    return createHash('sha256').update(this.toString()).digest('hex').slice(0, ID_LENGTH);
  }

  /** The number that records of this format carry as `version`: the highest among the known fields, at least 2. */
  get version(): number {
    return Math.max(FIRST_VERSION, ...this.fields.map((field) => field.version));
  }

  /** Whether this is a format of transit gateway flow logs. */
  get isTransitGateway(): boolean {
    return this.fields.some((field) => isTgwOnly(field.name));
  }

  /** Fields that this version does not know. */
  get unknownFields(): FlowField[] {
    return this.fields.filter((field) => field instanceof UnknownField);
  }

  /** Tag fields for which no key is chosen: AWS makes no flow log of them. */
  get fieldsWithoutTag(): FlowField[] {
    const filled = fieldsOfTags(this.tags);
    return this.fields.filter((field) => field.holdsTag && !filled.includes(field));
  }

  /** This format with more fields at its end. */
  withFields(...fields: FlowField[]): LogFormat {
    return LogFormat.checked([...this.fields, ...fields], this.tags);
  }

  /**
   * This format with the values of tags: the fields of the keys are added at its end, unless they are in it.
   *
   * @throws LogFormatError for a resource chosen twice, and for keys AWS would not take
   */
  withTags(...tags: TagKeys[]): LogFormat {
    const missing = fieldsOfTags(tags).filter((field) => !this.has(field.name));
    return LogFormat.checked([...this.fields, ...missing], [...this.tags, ...tags]);
  }

  /** Whether the format has a field of this name. */
  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** Fields that never have a value for this kind of resource. */
  emptyFor(kind: ResourceKind): FlowField[] {
    return this.fields.filter((field) => !field.availableFor.includes(kind));
  }

  /** The format string: `${version} ${srcaddr} ...`. */
  toString(): string {
    return this.fields.join(' ');
  }
}

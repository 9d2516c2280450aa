import { createHash } from 'node:crypto';
import { type FlowField, isTgwOnly, ResourceKind, TgwField, UnknownField, VpcField } from '../fields';
import { LogFormatError } from './format-problem';
import { fieldProblems, Notation, parseFormat, UnknownNames } from './parse-format';
import { fieldsOfTags, type TagKeys, tagProblems } from './tag-keys';

const FIRST_VERSION = 2;
const ID_LENGTH = 8;

/**
 * The fields that a flow log writes into each record, in order. A format is immutable.
 *
 * @example
 * // a predefined format, with one more field
 * LogFormat.RECOMMENDED.withFields(VpcField.ENCRYPTION_STATUS);
 *
 * // typed fields
 * LogFormat.of(VpcField.SRCADDR, VpcField.DSTADDR, VpcField.BYTES);
 *
 * // a format string in single quotes, so that TypeScript does not interpolate it
 * LogFormat.parse('${srcaddr} ${dstaddr} ${bytes}');
 */
export class LogFormat {
  /** The 14 fields of version 2: the format of a VPC flow log that specifies none. */
  static readonly AWS_DEFAULT = LogFormat.of(...VpcField.all().filter((field) => field.version === 2));

  /** All 29 fields up to version 5: identity, direction, path and services. */
  static readonly V5 = LogFormat.of(...VpcField.all().filter((field) => field.version <= 5));

  /**
   * The default format of the constructs: all fields up to version 5, and the reason why a flow was rejected. It needs
   * no permissions beyond those to create the flow log.
   */
  static readonly RECOMMENDED = LogFormat.V5.withFields(VpcField.REJECT_REASON);

  /**
   * The recommended format and the ten fields that name ECS clusters, services and tasks. The deployer of the flow log
   * needs permissions to list them in ECS.
   */
  static readonly ECS = LogFormat.RECOMMENDED.withFields(
    ...VpcField.all().filter((field) => field.version === 7),
  );

  /**
   * The recommended format and the fields for audits: encryption in transit, the type of the interface, and the next
   * hop.
   */
  static readonly SECURITY = LogFormat.RECOMMENDED.withFields(
    VpcField.ENCRYPTION_STATUS,
    VpcField.INTERFACE_TYPE,
    VpcField.NEXT_HOP_INTERFACE_ID,
    VpcField.NEXT_HOP_VPC_ID,
    VpcField.NEXT_HOP_INTERFACE_TYPE,
  );

  /** All fields of VPC flow logs except the six tag fields. To add those, call `withTags`. */
  static readonly EVERYTHING = LogFormat.of(...VpcField.all().filter((field) => !field.holdsTag));

  /** All 36 fields of transit gateway flow logs: the format of a transit gateway flow log that specifies none. */
  static readonly TRANSIT_GATEWAY = LogFormat.of(...TgwField.all());

  /**
   * Creates a format of typed fields, in the given order.
   *
   * @throws LogFormatError if a field is given twice, or VPC fields together with transit gateway fields
   *
   * @example
   * LogFormat.of(VpcField.SRCADDR, VpcField.DSTADDR, VpcField.ACTION);
   */
  static of(...fields: FlowField[]): LogFormat {
    return LogFormat.checked(fields, []);
  }

  /**
   * Parses a format string, as in the property `LogFormat` of a flow log.
   *
   * @throws LogFormatError with every problem and its offset
   *
   * @example
   * LogFormat.parse('${version} ${srcaddr} ${dstaddr}');
   */
  static parse(text: string): LogFormat {
    return LogFormat.read(text, UnknownNames.ARE_PROBLEMS);
  }

  /**
   * Parses a format string that can contain fields newer than this version of the package. The reader writes their
   * values to the column `extra`. A construct that gets such a format adds a warning.
   *
   * @throws LogFormatError with every other problem and its offset
   *
   * @example
   * LogFormat.custom('${srcaddr} ${dstaddr} ${a-field-of-next-year}');
   */
  static custom(text: string): LogFormat {
    return LogFormat.read(text, UnknownNames.ARE_FIELDS);
  }

  /**
   * Parses the names of fields as headers and people write them: with or without `${}`, in any case, with `-` or `_`,
   * separated by blanks or commas. A name that is not known and not similar to a known one is a field newer than this
   * version of the package.
   *
   * @throws LogFormatError with every other problem and its offset
   *
   * @example
   * LogFormat.fromNames('version,account_id,SRCADDR,dstaddr');
   */
  static fromNames(text: string): LogFormat {
    return LogFormat.read(text, UnknownNames.ARE_FIELDS_UNLESS_SIMILAR, Notation.NAMES);
  }

  /** The default format of the constructs for a kind of resource. */
  static recommendedFor(kind: ResourceKind): LogFormat {
    if (kind === ResourceKind.TRANSIT_GATEWAY) return LogFormat.TRANSIT_GATEWAY;
    if (kind === ResourceKind.VPC) return LogFormat.RECOMMENDED;
    const fields = LogFormat.RECOMMENDED.fields.filter(({ availableFor }) => availableFor.includes(kind));
    return LogFormat.of(...fields, VpcField.RESOURCE_ID);
  }

  private static read(text: string, unknownNames: UnknownNames, notation?: Notation): LogFormat {
    const { fields, problems } = parseFormat(text, unknownNames, notation);
    if (problems.length > 0) throw new LogFormatError(problems, text);
    return new LogFormat(fields, []);
  }

  private static checked(fields: FlowField[], tags: TagKeys[]): LogFormat {
    const text = fields.join(' ');
    const problems = [
      ...tagProblems(tags),
      ...fieldProblems(
        fields.map((field, offset) => ({ field, offset })),
        'position',
      ),
    ];
    if (fields.length === 0) problems.push(...parseFormat(text).problems);
    if (problems.length > 0) throw new LogFormatError(problems, text);
    return new LogFormat(fields, tags);
  }

  private constructor(
    /** The fields, in order. */
    readonly fields: FlowField[],
    /** The tag keys whose values fill the tag fields. */
    readonly tags: TagKeys[],
  ) {}

  /** The names of the fields, in order. */
  get names(): string[] {
    return this.fields.map((field) => field.name);
  }

  /** Identifies exactly these fields in this order: 8 hexadecimal digits. */
  get id(): string {
    return createHash('sha256').update(this.toString()).digest('hex').slice(0, ID_LENGTH);
  }

  /** The value of the field `version` in records of this format: the highest version of a known field, at least 2. */
  get version(): number {
    return Math.max(FIRST_VERSION, ...this.fields.map((field) => field.version));
  }

  /** Whether the format is one of transit gateway flow logs. */
  get isTransitGateway(): boolean {
    return this.fields.some((field) => isTgwOnly(field.name));
  }

  /** Fields that are not in the catalogue: they are newer than this version of the package. */
  get unknownFields(): FlowField[] {
    return this.fields.filter((field) => field instanceof UnknownField);
  }

  /** Tag fields without a tag key. AWS does not create a flow log with such a field. */
  get fieldsWithoutTag(): FlowField[] {
    const filled = fieldsOfTags(this.tags);
    return this.fields.filter((field) => field.holdsTag && !filled.includes(field));
  }

  /**
   * Returns this format with more fields at its end.
   *
   * @throws LogFormatError if the format already contains one of the fields
   *
   * @example
   * LogFormat.AWS_DEFAULT.withFields(VpcField.TCP_FLAGS, VpcField.FLOW_DIRECTION);
   */
  withFields(...fields: FlowField[]): LogFormat {
    return LogFormat.checked([...this.fields, ...fields], this.tags);
  }

  /**
   * Returns this format with the values of tags. The tag fields are added at its end, unless the format already
   * contains them.
   *
   * @throws LogFormatError if a resource is given twice, or AWS does not accept a key
   *
   * @example
   * LogFormat.RECOMMENDED.withTags({ resource: TaggedResource.INSTANCE, keys: ['Team'] });
   */
  withTags(...tags: TagKeys[]): LogFormat {
    const missing = fieldsOfTags(tags).filter((field) => !this.has(field.name));
    return LogFormat.checked([...this.fields, ...missing], [...this.tags, ...tags]);
  }

  /** Whether the format contains a field. */
  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** Fields that never have a value in flow logs of a kind of resource. */
  emptyFor(kind: ResourceKind): FlowField[] {
    return this.fields.filter((field) => !field.availableFor.includes(kind));
  }

  /** The format string: `${version} ${srcaddr} ...`. */
  toString(): string {
    return this.fields.join(' ');
  }
}

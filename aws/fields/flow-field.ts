import type { ColumnName } from '../../flows/columns';

/** Type of a field in the Parquet files that AWS writes. In text files every value is text. */
export enum FieldType {
  STRING = 'STRING',
  INT_32 = 'INT_32',
  INT_64 = 'INT_64',
}

/** Kinds of resources whose flow logs differ in the fields that they can fill. */
export enum ResourceKind {
  /** A VPC, a subnet or a network interface. */
  VPC = 'vpc',
  /** A regional NAT gateway, which has no network interface. */
  REGIONAL_NAT_GATEWAY = 'regional-nat-gateway',
  /** A transit gateway or a transit gateway attachment. */
  TRANSIT_GATEWAY = 'transit-gateway',
}

/**
 * A field of a flow log record: its name, version, type and column. See `VpcField` and `TgwField`.
 *
 * @example
 * const field: FlowField = VpcField.PKT_SRCADDR;
 * const declaration = `${field.name} ${field.fieldType}`;
 */
export abstract class FlowField {
  protected constructor(
    /** Name in a header line; inside `${}`, also in a log format. */
    readonly name: string,
    /** Version of the flow log record that introduced the field. */
    readonly version: number,
    /** Type in the Parquet files that AWS writes. */
    readonly fieldType: FieldType,
    /** Column of the table `flows` that stores the value. */
    readonly column: ColumnName,
    /**
     * Kinds of resources that can fill the field. For other kinds the value is always `-`. If the AWS guide does not
     * specify them, a field that describes an interface has no value for a resource without an interface.
     */
    readonly availableFor: ResourceKind[],
    /** Short description of the value. */
    readonly meaning: string,
    /** Title of the AWS documentation page that defines the field. */
    readonly source: string,
  ) {}

  /** The placeholder in a log format: `${srcaddr}`. */
  get placeholder(): string {
    return `\${${this.name}}`;
  }

  /** Whether the field stores the value of a tag. The creator of the flow log must specify the tag key. */
  get holdsTag(): boolean {
    return /-tag(-2)?$/.test(this.name);
  }

  /** The placeholder in a log format. */
  toString(): string {
    return this.placeholder;
  }
}

import type { ColumnName } from '../../flows/columns';

/** Type of a field in the Parquet files that AWS writes; in text logs every field is text. */
export enum FieldType {
  STRING = 'STRING',
  INT_32 = 'INT_32',
  INT_64 = 'INT_64',
}

/** What a flow log can be put on, as far as its fields differ. */
export enum ResourceKind {
  /** A VPC, a subnet or a network interface. */
  VPC = 'vpc',
  /** A regional NAT gateway, which has no network interface. */
  REGIONAL_NAT_GATEWAY = 'regional-nat-gateway',
  /** A transit gateway or a transit gateway attachment. */
  TRANSIT_GATEWAY = 'transit-gateway',
}

/** A field that a flow log record can have, and all that is known of it. */
export abstract class FlowField {
  protected constructor(
    /** Name in a header line and, inside `${}`, in a log format. */
    readonly name: string,
    /** Version of the flow log record that introduced the field. */
    readonly version: number,
    readonly fieldType: FieldType,
    /** Column of the table that the field's value goes to. */
    readonly column: ColumnName,
    /**
     * Kinds of resource for which the field can have a value; for the others it is always `-`. Where the guide is
     * silent, what describes an interface has no value where there is no interface.
     */
    readonly availableFor: ResourceKind[],
    readonly meaning: string,
    /** Title of the AWS documentation page that defines the field. */
    readonly source: string,
  ) {}

  /** The field as it stands in a log format: `${srcaddr}`. */
  get placeholder(): string {
    return `\${${this.name}}`;
  }

  /** Whether the field holds the value of a tag, which must be chosen when the flow log is made. */
  get holdsTag(): boolean {
    return /-tag(-2)?$/.test(this.name);
  }

  toString(): string {
    return this.placeholder;
  }
}

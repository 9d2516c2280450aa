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

/** All that is known of a field. */
export interface FlowFieldProps {
  /** Name in a header line and, inside `${}`, in a log format. */
  readonly name: string;
  /** Version of the flow log record that introduced the field. */
  readonly version: number;
  readonly type: FieldType;
  /** Column of the table that the field's value goes to. */
  readonly column: ColumnName;
  readonly meaning: string;
  /**
   * Kinds of resource for which the field can have a value; for the others it is always `-`. Where the guide is
   * silent, what describes an interface has no value where there is no interface.
   */
  readonly availableFor: readonly ResourceKind[];
  /** Title of the AWS documentation page that defines the field. */
  readonly source: string;
}

/** A field that a flow log record can have. */
export abstract class FlowField implements FlowFieldProps {
  readonly name: string;
  readonly version: number;
  readonly type: FieldType;
  readonly column: ColumnName;
  readonly meaning: string;
  readonly availableFor: readonly ResourceKind[];
  readonly source: string;

  protected constructor(props: FlowFieldProps) {
    this.name = props.name;
    this.version = props.version;
    this.type = props.type;
    this.column = props.column;
    this.meaning = props.meaning;
    this.availableFor = props.availableFor;
    this.source = props.source;
  }

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

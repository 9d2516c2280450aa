import type { ColumnName } from '../columns';

/** A token that has another value than its text, or an attribute. */
export interface KernelWord {
  readonly token: string;
  /** @default - the token */
  readonly text?: string;
  /** @default 0 */
  readonly value?: bigint;
  /** @default 0 */
  readonly attribute?: number;
}

/** A column that reads the tokens of a field. */
export interface KernelColumn {
  readonly name: ColumnName;
  /** Position of the token in a record, counted from 0. */
  readonly field: number;
  /** Words with a value of their own. A column of kind `word` accepts no other tokens. */
  readonly words?: readonly KernelWord[];
  /** Text in place of null. */
  readonly textOfNull?: string;
  /** Whether the column has AWS account ids: twelve digits are a value, and all other tokens are null. */
  readonly isAccount?: boolean;
  /** Whether tokens other than `words` are invalid. */
  readonly onlyWords?: boolean;
  /** Whether most times are distinct, so that a dictionary does not pay off. */
  readonly mostlyDistinct?: boolean;
  /** The attribute of a number, by its lowest byte. */
  readonly attributes?: (lowByte: number) => number;
  /** @default 0 */
  readonly attributeOfNull?: number;
}

/** A column that is read alone. */
export interface SingleStep {
  readonly column: KernelColumn;
  /** A column that mostly has the same token. */
  readonly sameAs?: ColumnName;
}

/** Columns of neighbouring fields that are read as one composite column. */
export interface CompositeStep {
  readonly columns: readonly KernelColumn[];
  /** First field, and number of fields. */
  readonly field: number;
  readonly fields: number;
  /** Index of the step that predicts this one. */
  readonly predictedBy?: number;
}

/** A column whose value is the first attribute of its sources. */
export interface DerivedColumn {
  readonly name: ColumnName;
  readonly sources: readonly ColumnName[];
  /** The column is null in rows in which this column has no attribute. */
  readonly condition?: ColumnName;
  /** The words of the attributes 1, 2 and so on. */
  readonly words: readonly KernelWord[];
}

/** The columns that the kernel fills, and how it reads them from records. */
export interface KernelSchema {
  /** Number of fields in a record. */
  readonly fields: number;
  /**
   * Number of delimiter positions that the kernel keeps for a record.
   *
   * @default - the number of fields
   */
  readonly stride?: number;
  readonly delimiter: string;
  /** The token of null, in Latin-1. A byte that does not occur in UTF-8 cannot be a text. */
  readonly nullToken: string;
  readonly steps: readonly (SingleStep | CompositeStep)[];
  readonly derived: readonly DerivedColumn[];
  /** Fields without a column, by their positions. */
  readonly unknown: readonly { readonly field: number; readonly name: string }[];
  /** Columns that have one value in all rows. */
  readonly constants: ReadonlyMap<ColumnName, string>;
  /**
   * Columns whose values are not in the records: the context of a line sets them.
   *
   * @default - none
   */
  readonly contexts?: readonly ColumnName[];
  /** The column of the position of a record in its source. */
  readonly numbers: ColumnName;
}

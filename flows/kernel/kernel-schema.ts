import type { ColumnName } from '../columns';

/** A token that stands for another text than itself, or for a number, or has an attribute. */
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
  /** Position of its token in a record, counted from 0. */
  readonly field: number;
  /** Words that it knows; those of a column of kind `word` are all that it takes. */
  readonly words?: readonly KernelWord[];
  /** Text that stands where there is no value. */
  readonly textOfNull?: string;
  /** Whether only twelve digits are a value, and all else is null. */
  readonly isAccount?: boolean;
  /** Whether what the words do not know is unsound. */
  readonly onlyWords?: boolean;
  /** Whether its times are kept as they are, since they hardly repeat. */
  readonly hardlyRepeats?: boolean;
  /** Attribute of a number, by its lowest byte. */
  readonly attributes?: (lowByte: number) => number;
  /** @default 0 */
  readonly attributeOfNull?: number;
}

/** Columns that are read one by one. */
export interface SingleStep {
  readonly column: KernelColumn;
  /** A column that mostly has the same token. */
  readonly sameAs?: ColumnName;
}

/** Columns of neighbouring fields that are read as one. */
export interface CompositeStep {
  readonly columns: readonly KernelColumn[];
  /** First field, and how many there are. */
  readonly field: number;
  readonly fields: number;
  /** The step by which this one can mostly be told: its index. */
  readonly predictedBy?: number;
}

/** A column that has the first attribute that one of its sources has. */
export interface DerivedColumn {
  readonly name: ColumnName;
  readonly sources: readonly ColumnName[];
  /** A column without whose attribute it has no value. */
  readonly condition?: ColumnName;
  /** What the attributes 1, 2, ... stand for. */
  readonly words: readonly KernelWord[];
}

/** How records are read: what the kernel has to know of them. */
export interface KernelSchema {
  /** Fields of a record. */
  readonly fields: number;
  /**
   * Places of a record in the kernel's memory.
   *
   * @default - as many as there are fields
   */
  readonly stride?: number;
  readonly delimiter: string;
  /** What stands where there is no value, in Latin-1: a byte that no UTF-8 has can not be mistaken for a text. */
  readonly nullToken: string;
  readonly steps: readonly (SingleStep | CompositeStep)[];
  readonly derived: readonly DerivedColumn[];
  /** Fields without a column, by their positions. */
  readonly unknown: readonly { readonly field: number; readonly name: string }[];
  /** Columns that have one value in all rows. */
  readonly constants: ReadonlyMap<ColumnName, string>;
  /** The column that numbers records. */
  readonly numbers: ColumnName;
}

/** Operators, each with the keys and values that it compares. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A statement of a policy, as its JSON has it. */
export interface PolicyStatementJson {
  readonly Sid?: string;
  readonly Effect: 'Allow';
  /** In resource policies and trust policies. */
  readonly Principal?: { readonly Service?: string; readonly AWS?: string | readonly string[] };
  readonly Action: readonly string[];
  /** In all but trust policies. */
  readonly Resource?: readonly string[];
  readonly Condition?: Conditions;
}

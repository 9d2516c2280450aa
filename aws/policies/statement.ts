/** Condition operators, each with its condition keys and values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** A statement of a policy document. */
export interface PolicyStatementJson {
  readonly Sid?: string;
  readonly Effect: 'Allow';
  /** Set in resource policies and trust policies. */
  readonly Principal?: { readonly Service?: string; readonly AWS?: string | readonly string[] };
  readonly Action: readonly string[];
  /** Set in all policies except trust policies. */
  readonly Resource?: readonly string[];
  readonly Condition?: Conditions;
}

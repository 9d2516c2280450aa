/** Why the policies differ from the permissions that the schema of a type lists. */
export interface Decision {
  readonly type: string;
  /** Actions that only the schema lists, or that only the policies contain. */
  readonly actions: readonly string[];
  readonly reason: string;
}

import type { Scope } from './deployed-resource';

/** Actions that a deployer needs in a scope, with the reason. */
export interface Grant {
  readonly scope: Scope;
  readonly actions: readonly string[];
  /** Actions on data. */
  readonly dataActions?: readonly string[];
  /** Purpose of the actions. */
  readonly why: string;
  /** Title of the page or file that documents the need. */
  readonly source: string;
  /** Titles of the resources that need the actions. */
  readonly neededBy: readonly string[];
}

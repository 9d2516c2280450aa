import type { Fact } from './fact';

/** A part of an artifact that was not read. It may declare networks, flow logs or their destinations. */
export interface UnreadPart {
  /** The resource that stands for the part: a nested stack, a module call, a template deployment. */
  readonly subject: Fact;
  /** Why it was not read. Parts with an equal cause are reported as one finding: `the source of the module is not local`. */
  readonly cause: string;
  /** How the user makes it readable. */
  readonly fix: string;
}

import type { FlowLogChange } from '../change/flow-log-change';
import type { Cloud, Fact, ResourceModel, SourceLine } from '../facts';
import type { Severity } from '../severity';
import type { Standard } from '../standard';

/** What a rule finds of one thing. */
export enum Outcome {
  PASS = 'pass',
  FAIL = 'fail',
  /** What it hangs on is known only when deployed. */
  UNDECIDED = 'undecided',
}

/** Something that a finding also speaks of. */
export interface Related {
  /** What it is to the finding: `the bucket`. */
  readonly label: string;
  readonly fact?: Fact;
  readonly source?: SourceLine;
}

/** What a rule says of one subject. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly subject: Fact;
  /** What was seen and what was wanted, for a failure; why it can not be told, for one that is undecided. */
  readonly message?: string;
  /** What to do here; `fix` of the rule where it is not given. */
  readonly fix?: string;
  /** The property it is about, in the artifact's words: `Properties.LogFormat`. */
  readonly at?: string;
  readonly related?: readonly Related[];
  /** Another severity than the rule's own. */
  readonly severity?: Severity;
}

/** What is known of every rule, for reports and its page. */
export interface RuleMetadata {
  /** `FLS201`: for ever, and never given to another rule. */
  readonly id: string;
  /** `required-field-missing`. */
  readonly name: string;
  /** What must be so, as a sentence without its full stop. */
  readonly title: string;
  readonly severity: Severity;
  readonly clouds: readonly Cloud[];
  readonly why: string;
  /** What to do, where the finding can not say it better. */
  readonly fix: string;
  /** A fragment of a template or of Terraform that fails, and one that passes. */
  readonly bad: string;
  readonly good: string;
}

/** A rule over what artifacts declare: a pure function. */
export interface Rule extends RuleMetadata {
  /** @param base the app as it was before, for what is judged otherwise when it is new */
  check(model: ResourceModel, standard: Standard, base?: ResourceModel): Verdict[];
}

/** Two versions of an app, and what changes from the one to the other. */
export interface ChangeInput {
  readonly base: ResourceModel;
  readonly head: ResourceModel;
  readonly changes: readonly FlowLogChange[];
  readonly standard: Standard;
}

/** A rule over what changes between two versions of an app. */
export interface ChangeRule extends RuleMetadata {
  checkChange(input: ChangeInput): Verdict[];
}

export function pass(subject: Fact): Verdict {
  return { outcome: Outcome.PASS, subject };
}

export function fail(
  subject: Fact,
  message: string,
  more: Omit<Verdict, 'outcome' | 'subject'> = {},
): Verdict {
  return { outcome: Outcome.FAIL, subject, message, ...more };
}

export function undecided(subject: Fact, reason: string, at?: string): Verdict {
  return { outcome: Outcome.UNDECIDED, subject, message: reason, ...(at !== undefined && { at }) };
}

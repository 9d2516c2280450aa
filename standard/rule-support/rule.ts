import type { FlowLogChange } from '../change/flow-log-change';
import type { Cloud, Fact, FlowLog, ResourceModel, SourceLocation, Unknown } from '../facts';
import type { Control, Profile } from '../profile';
import type { Requirement } from '../requirement';
import type { Severity } from '../severity';
import type { Standard } from '../standard';

/** Result of a rule for one resource. */
export enum Outcome {
  PASS = 'pass',
  FAIL = 'fail',
  /** The result depends on a value that is known only after deployment. */
  UNDECIDED = 'undecided',
}

/** A resource or a source line that a finding refers to besides its subject. */
export interface Related {
  /** Its role in the finding: `the bucket`. */
  readonly label: string;
  readonly fact?: Fact;
  readonly source?: SourceLocation;
}

/** A control of a profile. */
export type ProfileControl = Control & {
  readonly profile: string;
  /** State of its framework, if it is not in force. */
  readonly status?: string;
};

/** Returns a control of a profile as findings cite it. */
export function citedControl(control: Control, { name, status }: Profile): ProfileControl {
  return { ...control, profile: name, ...(status !== undefined && { status }) };
}

/** A resource or one of its properties. */
export interface Place {
  readonly fact: Fact;
  /** The property, by its name in the artifact. */
  readonly at?: string;
}

/** The result of a rule for one resource, with its explanation. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly subject: Fact;
  /** For a failure, the value found and the value required. For an undecided result, why the value is unknown. */
  readonly message?: string;
  /**
   * How to fix this resource.
   *
   * @default - `fix` of the rule
   */
  readonly fix?: string;
  /** The property that causes the result, by its name in the artifact: `Properties.LogFormat`. */
  readonly at?: string;
  readonly related?: readonly Related[];
  /**
   * Where the cause is, if another resource sets it.
   *
   * @default - the property `at` of the subject
   */
  readonly place?: Place;
  /**
   * The unknown value that an undecided result depends on.
   *
   * @default - the message states the cause
   */
  readonly unknown?: Unknown;
  /**
   * Severity of this result.
   *
   * @default - the severity of the rule
   */
  readonly severity?: Severity;
  /**
   * Controls whose requirement the resource does not meet, or may not meet.
   *
   * @default - none
   */
  readonly controls?: readonly ProfileControl[];
}

/** The description of a rule, for reports, `flow-logs standard explain` and the rule's page. */
export interface RuleMetadata {
  /** `FLS201`. An id is never reused for another rule. */
  readonly id: string;
  /** `required-field-missing`. */
  readonly name: string;
  /** The requirement, as a sentence without a full stop. */
  readonly title: string;
  /**
   * Version of the package that introduced the rule: `0.1.0`.
   *
   * @default - unknown, for rules of other CDK validation plugins
   */
  readonly since?: string;
  readonly severity: Severity;
  readonly clouds: readonly Cloud[];
  /** The damage that the rule prevents. */
  readonly why: string;
  /** How to fix a violation, if the finding has no more specific advice. */
  readonly fix: string;
  /** A fragment of a template, of Terraform or of a standard that violates the rule. */
  readonly bad: string;
  /** The same fragment, corrected. */
  readonly good: string;
}

/** A rule that checks declared resources. A pure function. */
export interface Rule extends RuleMetadata {
  /** @param base the previous version of the app, for rules that treat new resources differently */
  check(model: ResourceModel, standard: Standard, base?: ResourceModel): Verdict[];
}

/** A rule that checks one aspect of flow logs, if the file, a profile or a default requires something of it. */
export interface RequirementRule extends RuleMetadata {
  /**
   * Evaluates the aspect against several requirements.
   *
   * @returns `undefined` if they require nothing of it
   */
  evaluate(flowLog: FlowLog, requirements: readonly Requirement[], standard: Standard): Verdict | undefined;
}

/** Two versions of an app, and the differences between their flow logs. */
export interface ChangeInput {
  readonly base: ResourceModel;
  readonly head: ResourceModel;
  readonly changes: readonly FlowLogChange[];
  readonly standard: Standard;
}

/** A rule that checks the differences between two versions of an app. A pure function. */
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

/**
 * Returns an undecided result that depends on an unknown value.
 *
 * @param at the property of the subject that causes the result, if the value belongs to another resource
 */
export function undecidedBy(
  subject: Fact,
  value: Unknown,
  message = value.reason,
  at: string | undefined = value.at,
): Verdict {
  return { ...undecided(subject, message, at), unknown: value };
}

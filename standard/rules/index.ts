import { REQUIRED_FIELD_MISSING } from './fls201-required-field-missing';
import type { ChangeRule, Rule, RuleFacts } from './rule';

export {
  type ChangeRule,
  fail,
  Outcome,
  pass,
  type Rule,
  type RuleFacts,
  undecided,
  type Verdict,
} from './rule';

/** Rules over what artifacts declare, in the order of their ids. */
export const RULES: readonly Rule[] = [REQUIRED_FIELD_MISSING];

/** Rules over what changes. */
export const CHANGE_RULES: readonly ChangeRule[] = [];

/** What is known of every rule there is, those that are no function over facts among them. */
export const RULE_FACTS: readonly RuleFacts[] = [...RULES, ...CHANGE_RULES];

/** The rule of an id. */
export function ruleOf(id: string): RuleFacts | undefined {
  return RULE_FACTS.find((rule) => rule.id === id);
}

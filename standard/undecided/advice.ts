import { UnknownCause } from '../../flows/value';
import { UNDECIDED } from '../rules/fls002-undecided';

const DEPLOYMENT_FAILS = 'correct the property: the deployment fails';

/** How to make an unknown value known, by the kind of its cause. */
const ADVICE: Readonly<Record<UnknownCause, string>> = {
  [UnknownCause.INPUT]:
    'give the value with --parameters FILE, or set a default value in the artifact; or add an exception with a reason',
  [UnknownCause.CONDITION]:
    'give the values that the condition depends on with --parameters FILE; or add an exception with a reason',
  [UnknownCause.EXTERNAL_DESTINATION]:
    'state its properties under `attested` in the standard, or check the artifact that declares it together with this one',
  [UnknownCause.EXTERNAL]:
    'check the artifact that declares it together with this one: `flow-logs check A B`',
  [UnknownCause.DEPLOYMENT]:
    'set the value in the artifact, or check the plan if this is a configuration; otherwise only the deployment ' +
    'determines it: add an exception with a reason',
  [UnknownCause.NOT_SET]: DEPLOYMENT_FAILS,
  [UnknownCause.UNRESOLVABLE]: DEPLOYMENT_FAILS,
  [UnknownCause.CONFLICT]: DEPLOYMENT_FAILS,
  [UnknownCause.INVALID]: DEPLOYMENT_FAILS,
};

/** Returns how to make an unknown value known. */
export function adviceFor(cause: UnknownCause | undefined): string {
  return cause === undefined ? UNDECIDED.fix : ADVICE[cause];
}

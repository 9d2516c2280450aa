import type { Destination, FlowLog } from '../facts';
import type { AllowedDestination } from '../file/standard-file';
import { matchesGlob } from './matches-glob';
import { allOf, type Ternary } from './ternary';

/** Whether a flow log delivers to an allowed destination. */
export function isAllowedDestination(
  { destination }: Pick<FlowLog, 'destination'>,
  allowed: AllowedDestination,
): Ternary {
  if (allowed.name === undefined && allowed.account === undefined) return true;
  return destination.known ? matchesAllowedDestination(destination.value, allowed) : undefined;
}

/** Whether a destination has the allowed name and account. */
export function matchesAllowedDestination(
  destination: Destination,
  { name, account }: AllowedDestination,
): Ternary {
  return allOf([
    name === undefined || (destination.name.known ? matchesGlob(name, destination.name.value) : undefined),
    account === undefined || (destination.account.known ? destination.account.value === account : undefined),
  ]);
}

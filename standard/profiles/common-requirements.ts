import { Cloud } from '../facts';
import type { ControlRequirement } from '../profile';

/** The clouds of a control that names no cloud. */
export const BOTH_CLOUDS: readonly Cloud[] = [Cloud.AWS, Cloud.AZURE];

/** Every network of the clouds of a control has a flow log. */
export const EVERY_NETWORK: ControlRequirement = { coverage: { networks: 'all' } };

/** At least one network of each cloud of a control has a flow log. */
export const SOME_NETWORK: ControlRequirement = { coverage: { networks: 'some' } };

/** Requires a retention of the flow logs of both clouds. */
export function retained(retention: {
  readonly minDays: number;
  readonly hotDays?: number;
}): ControlRequirement {
  return { aws: { retention }, azure: { retention } };
}

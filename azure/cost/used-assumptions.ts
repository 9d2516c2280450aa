import { valueOr } from '../../flows/value';
import { ASSUMPTIONS_OF } from './assumptions';
import type { CostedFlowLog } from './costed-flow-log';

/** Returns the names of the assumptions that the usage of a flow log depends on. */
export function usedAssumptions({ analyticsInterval, normalizer }: CostedFlowLog): string[] {
  const hasAnalytics = valueOr(analyticsInterval, undefined) !== undefined;
  return [
    ...ASSUMPTIONS_OF.raw,
    ...(hasAnalytics ? ASSUMPTIONS_OF.analytics : []),
    ...(hasAnalytics || normalizer?.deliversRows ? ASSUMPTIONS_OF.workspace : []),
    ...(normalizer ? ASSUMPTIONS_OF.normalizer : []),
  ];
}

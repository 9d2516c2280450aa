import { AWS_ASSUMPTIONS, type AwsAssumptionName, DEFAULT_AWS_ASSUMPTIONS } from './assumptions';
import type { CostedFlowLog } from './costed-flow-log';
import { monthlyUsage } from './usage';

/** Returns the names of the assumptions that the usage of a flow log depends on, in the order of the catalogue. */
export function usedAssumptions(flowLog: CostedFlowLog): AwsAssumptionName[] {
  const used = new Set<string | symbol>();
  const recorded = new Proxy(DEFAULT_AWS_ASSUMPTIONS, {
    get(values, name) {
      used.add(name);
      return Reflect.get(values, name);
    },
  });
  monthlyUsage(flowLog, 0n, recorded);
  return (Object.keys(AWS_ASSUMPTIONS) as AwsAssumptionName[]).filter((name) => used.has(name));
}

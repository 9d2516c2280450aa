import { Cloud } from '../facts';
import { Allowance } from '../file/allowance';
import type { Control, Profile } from '../profile';
import { Strength } from '../strength';

/** Numbers of the recommendations in one version of the benchmark. */
interface Numbers {
  /** Recommendation to send flow logs to Log Analytics. */
  readonly analytics: string;
  /** Recommendation on the retention of flow logs. */
  readonly retention: string;
}

/** Recommendations on virtual network flow logs by version of the benchmark. */
const NUMBERS: Readonly<Record<string, Numbers>> = {
  '4.0': { analytics: '7.1.1.7', retention: '8.8' },
  '5.0': { analytics: '6.1.1.7', retention: '7.8' },
  '6.0': { analytics: '6.1.1.6', retention: '7.8' },
};

/** Recommendations of version 3.0, which covers only network security group flow logs. */
const SECURITY_GROUP_NUMBERS: Numbers = { analytics: '6.1.5', retention: '7.5' };

/** Profiles of the CIS benchmarks for Azure. Version 6.0 defines a retention of 0 days as forever. */
export const CIS_AZURE: readonly Profile[] = [
  {
    name: 'cis-azure-3.0',
    title: 'CIS Microsoft Azure Foundations Benchmark 3.0',
    controls: controls('3.0', SECURITY_GROUP_NUMBERS, 'network security group'),
  },
  ...Object.entries(NUMBERS).map(([version, numbers]) => ({
    name: `cis-azure-${version}`,
    title: `CIS Microsoft Azure Foundations Benchmark ${version}`,
    controls: controls(version, numbers, 'virtual network'),
  })),
];

function controls(version: string, { analytics, retention }: Numbers, targetKind: string): Control[] {
  const source = `CIS Microsoft Azure Foundations Benchmark ${version}, recommendation`;
  return [
    {
      id: analytics,
      clouds: [Cloud.AZURE],
      strength: Strength.DEMANDED,
      text: `${targetKind} flow logs are captured and sent to Log Analytics`,
      source: `${source} ${analytics}`,
      requires: {
        coverage: { networks: 'all' },
        azure: {
          enabled: true,
          ...(version === '6.0' && { version: 2 }),
          trafficAnalytics: { required: true },
        },
      },
    },
    {
      id: retention,
      clouds: [Cloud.AZURE],
      strength: Strength.DEMANDED,
      text: `${targetKind} flow logs are retained for at least 90 days`,
      source: `${source} ${retention}`,
      requires: {
        azure: { retention: { minDays: 90, zeroMeansForever: true, allowInfinite: Allowance.ALLOW } },
      },
    },
  ];
}

import { Allowance } from '../file/allowance';
import type { Control, Profile } from '../profile';

interface Numbers {
  /** Recommendation on sending flow logs to Log Analytics. */
  readonly analytics: string;
  /** Recommendation on their retention. */
  readonly retention: string;
}

/** Recommendations on flow logs of virtual networks, by version of the benchmark. */
const NUMBERS: Readonly<Record<string, Numbers>> = {
  '4.0': { analytics: '7.1.1.7', retention: '8.8' },
  '5.0': { analytics: '6.1.1.7', retention: '7.8' },
  '6.0': { analytics: '6.1.1.6', retention: '7.8' },
};

/** Version 3.0 covers only flow logs of network security groups. */
const OF_SECURITY_GROUPS: Numbers = { analytics: '6.1.5', retention: '7.5' };

/** CIS recommendations on virtual networks. Version 6.0 defines 0 days as forever. */
export const CIS_AZURE: readonly Profile[] = [
  {
    name: 'cis-azure-3.0',
    title: 'CIS Microsoft Azure Foundations Benchmark 3.0',
    controls: controls('3.0', OF_SECURITY_GROUPS, 'network security group'),
    requires: requires('3.0'),
  },
  ...Object.entries(NUMBERS).map(([version, numbers]) => ({
    name: `cis-azure-${version}`,
    title: `CIS Microsoft Azure Foundations Benchmark ${version}`,
    controls: controls(version, numbers, 'virtual network'),
    requires: requires(version),
  })),
];

function controls(version: string, { analytics, retention }: Numbers, what: string): Control[] {
  const source = `CIS Microsoft Azure Foundations Benchmark ${version}, recommendation`;
  return [
    {
      id: analytics,
      text: `${what} flow logs are captured and sent to Log Analytics`,
      source: `${source} ${analytics}`,
      rules: ['FLS101', 'FLS104', 'FLS408', ...(version === '6.0' ? ['FLS208'] : [])],
    },
    {
      id: retention,
      text: `${what} flow logs are retained for at least 90 days`,
      source: `${source} ${retention}`,
      rules: ['FLS401'],
    },
  ];
}

function requires(version: string): Profile['requires'] {
  return {
    coverage: { networks: 'all' },
    azure: {
      enabled: true,
      ...(version === '6.0' && { version: 2 }),
      trafficAnalytics: { required: true },
      retention: { minDays: 90, zeroMeansForever: true, allowInfinite: Allowance.ALLOW },
    },
  };
}

import { Cloud } from '../facts';
import { Allowance } from '../file/allowance';
import type { Profile } from '../profile';
import { Strength } from '../strength';

/** Number of the recommendation by version of the benchmark. All versions contain the same text. */
const NUMBERS: Readonly<Record<string, string>> = {
  '1.4': '3.9',
  '2.0': '3.9',
  '3.0': '3.7',
  '5.0': '3.7',
  '6.0': '4.7',
  '7.0': '4.7',
};

/**
 * Profiles of the CIS benchmarks for AWS. The recommendation requires rejected traffic, which the traffic type ALL
 * includes. Its impact statement recommends a retention of at least 365 days.
 */
export const CIS_AWS: readonly Profile[] = Object.entries(NUMBERS).map(([version, id]) => ({
  name: `cis-aws-${version}`,
  title: `CIS Amazon Web Services Foundations Benchmark ${version}`,
  controls: [
    {
      id,
      clouds: [Cloud.AWS],
      strength: Strength.DEMANDED,
      text: 'VPC flow logging is enabled in all VPCs; the benchmark recommends logging rejected packets and retaining logs for at least 365 days',
      source: `CIS Amazon Web Services Foundations Benchmark ${version}, recommendation ${id} (level 2)`,
      requires: {
        coverage: { networks: 'all' },
        aws: { traffic: 'REJECT', retention: { minDays: 365, allowInfinite: Allowance.ALLOW } },
      },
    },
  ],
}));

import { Cloud } from '../facts';
import { Coverage, CoverageIndex } from '../rule-support/coverage-index';
import { networkExample } from '../rule-support/examples';
import { fail, pass, type Rule, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';
import { coveredNetworks } from './fls101-network-without-flow-log';

export const PARTIAL_SUBNET_COVERAGE: Rule = {
  id: 'FLS102',
  name: 'partial-subnet-coverage',
  title: 'flow logs on subnets are on all subnets of a network',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'A subnet that was forgotten looks as if it had no traffic.',
  fix: 'put one flow log on the network instead, or add one for each subnet that lacks it',
  bad: networkExample(['SubnetA']),
  good: networkExample(['SubnetA', 'SubnetB']),

  check(model, standard) {
    const index = new CoverageIndex(model);
    return coveredNetworks(model, standard).flatMap((network): Verdict[] => {
      const { coverage, missing } = index.of(network, standard.coverage.subnetsCount);
      if (coverage === Coverage.COVERED) return [pass(network)];
      // whether a network is covered at all, is for another rule to say or to leave open
      if (coverage !== Coverage.PARTIAL || missing.length === 0) return [];
      return [
        fail(network, `subnets without a flow log: ${missing.map(({ title }) => title).join(', ')}`, {
          related: missing.map((fact) => ({ label: 'a subnet without a flow log', fact })),
        }),
      ];
    });
  },
};

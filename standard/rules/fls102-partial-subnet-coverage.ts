import { Cloud } from '../facts';
import { CoverageScope, checkCoverage } from '../rule-support/check-coverage';
import { Coverage } from '../rule-support/coverage-index';
import { networkExample } from '../rule-support/examples';
import { fail, pass, type Rule } from '../rule-support/rule';
import { Severity } from '../severity';

export const PARTIAL_SUBNET_COVERAGE: Rule = {
  id: 'FLS102',
  name: 'partial-subnet-coverage',
  title: 'a network that is logged by subnet has a flow log on every subnet',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'A subnet without a flow log looks like a subnet without traffic.',
  fix: 'create one flow log on the network instead, or add one for each subnet that has none',
  bad: networkExample(['SubnetA']),
  good: networkExample(['SubnetA', 'SubnetB']),

  check: (model, standard) =>
    checkCoverage(PARTIAL_SUBNET_COVERAGE, model, standard, ({ network, scope, subnetsCount }, { index }) => {
      const { coverage, missing } = index.of(network, subnetsCount);
      if (scope === CoverageScope.SOME) return undefined;
      if (coverage === Coverage.COVERED) return pass(network);
      // FLS101 reports networks without any flow log, and networks whose coverage is unknown
      if (coverage !== Coverage.PARTIAL || missing.length === 0) return undefined;
      return fail(network, `subnets without a flow log: ${missing.map(({ title }) => title).join(', ')}`, {
        related: missing.map((fact) => ({ label: 'a subnet without a flow log', fact })),
      });
    }),
};

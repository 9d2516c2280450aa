import { Cloud, type Network } from '../facts';
import { Coverage, CoverageIndex } from '../rule-support/coverage-index';
import { type ChangeRule, fail, pass, undecided, type Verdict } from '../rule-support/rule';
import { Severity } from '../severity';

export const COVERAGE_LOST: ChangeRule = {
  id: 'FLS502',
  name: 'coverage-lost',
  title: 'a network does not lose its flow log',
  since: '0.1.0',
  severity: Severity.ERROR,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'A missing flow log is often noticed only when its records are needed.',
  fix: 'keep the flow log, or remove the network as well',
  bad: 'a deployment removes the AWS::EC2::FlowLog and keeps the AWS::EC2::VPC',
  good: 'a deployment removes both',

  checkChange({ base, head, standard }) {
    const [before, after] = [new CoverageIndex(base), new CoverageIndex(head)];
    const now = new Map(head.networks.map((network) => [network.address, network]));
    return base.networks.flatMap((network: Network): Verdict[] => {
      const same = now.get(network.address);
      const { subnetsCount } = standard.coverage;
      if (!same || before.of(network, subnetsCount).coverage !== Coverage.COVERED) return [];
      const { coverage, reason = '' } = after.of(same, subnetsCount);
      if (coverage === Coverage.COVERED) return [pass(same)];
      if (coverage === Coverage.UNKNOWN) return [undecided(same, reason)];
      return [fail(same, `${same.kind} ${same.title} loses its flow log`)];
    });
  },
};

import { Stage } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';

/** A subnet of a list. */
export interface ListedSubnet {
  /** Unique in the stage of the subnet, and independent of the other subnets of the list. */
  readonly id: string;
  readonly resourceId: string;
}

/** The subnets of a list, each once, without those that are problems. */
export function listedSubnets(subnets: readonly ec2.ISubnet[]): ListedSubnet[] {
  return subnets
    .filter((subnet, index) => subnets.indexOf(subnet) === index && !isListToken(subnet.subnetId))
    .map((subnet) => ({ id: idOf(subnet), resourceId: subnet.subnetId }));
}

/** The problems of a list of subnets. */
export function subnetListProblems(subnets: readonly ec2.ISubnet[]): string[] {
  const problems: string[] = [];
  for (const [index, { subnetId, node }] of subnets.entries()) {
    if (isListToken(subnetId)) {
      problems.push(
        `target contains ${node.path}, whose id is a list that is known at deployment only: the construct creates one flow ` +
          'log for each subnet, so pass subnets with separate ids',
      );
    } else if (subnets.findIndex((other) => other.subnetId === subnetId) < index) {
      problems.push(`target contains the subnet ${node.path} twice: remove one of them`);
    }
  }
  return problems;
}

/** Whether a text stands for a list: CDK encodes unresolved lists, such as those of imported VPCs, as one such element. */
function isListToken(text: string): boolean {
  return text.startsWith('#{Token[');
}

/** The path of the subnet in its stage, so that the stages of an app have the same ids. */
function idOf(subnet: IConstruct): string {
  const { path = '' } = Stage.of(subnet)?.node ?? {};
  return subnet.node.path.slice(path === '' ? 0 : path.length + 1).replaceAll('/', '.');
}

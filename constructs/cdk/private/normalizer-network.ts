import { Annotations, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import {
  functionProblems,
  isolatedSubnetsWarning,
  NETWORK_INTERFACE_ACTIONS,
  publicSubnetsProblem,
} from '../../../aws/normalizer/function-settings';
import type { NormalizerOptions } from '../normalizer-options';
import { isInOtherStage } from './elsewhere';
import { isInOtherEnvironment } from './environment';
import { endpointServices } from './vpc-endpoints';

/** All problems of the options of the normalizer. */
export function normalizerProblems(
  scope: IConstruct,
  options: NormalizerOptions = {},
  maxConcurrency?: number,
): string[] {
  const { vpc, vpcSubnets, securityGroups, reservedConcurrency, memory } = options;
  return [
    ...functionProblems({
      maxConcurrency: resolved(maxConcurrency),
      // a token cannot be compared
      reservedConcurrency: Token.isUnresolved(maxConcurrency) ? undefined : resolved(reservedConcurrency),
      memoryMegabytes: memory?.isUnresolved()
        ? undefined
        : memory?.toMebibytes({ rounding: SizeRoundingBehavior.NONE }),
    }),
    ...Object.entries({ vpcSubnets, securityGroups })
      .filter(([, value]) => value !== undefined && vpc === undefined)
      .map(
        ([name]) => `normalizer.${name} is set, but normalizer.vpc is not: set the VPC, or remove ${name}`,
      ),
    ...(vpc ? publicSubnetProblems(vpc, vpcSubnets) : []),
    ...(vpc && isInOtherEnvironment(scope, vpc.env)
      ? [
          `normalizer.vpc is ${vpc.node.path} in ${vpc.env.account}/${vpc.env.region}: a function can only run in a VPC of ` +
            'its own account and region. Use a VPC in the environment of the lake',
        ]
      : []),
    ...(vpc && isInOtherStage(scope, vpc)
      ? [
          `normalizer.vpc is ${vpc.node.path}, which another Stage creates. CDK cannot refer from one Stage to another: use ` +
            'a VPC of the Stage of the lake, or import it with Vpc.fromVpcAttributes',
        ]
      : []),
  ];
}

/** CDK's own error advises a prop of its function, which the normalizer does not have. */
function publicSubnetProblems(vpc: ec2.IVpc, selection: ec2.SubnetSelection | undefined): string[] {
  const isPublic = new Set(vpc.publicSubnets.map(({ subnetId }) => subnetId));
  const found = vpc.selectSubnets(selection).subnets.filter(({ subnetId }) => isPublic.has(subnetId));
  if (found.length === 0) return [];
  return [publicSubnetsProblem(found.map(({ node }) => node.path))];
}

/**
 * Allows the role of a function to connect it to a VPC. If the subnets reach no service and the complete app lacks an
 * endpoint, a warning names the endpoints.
 */
export function connectToVpc(
  scope: IConstruct,
  role: iam.Role,
  { vpc, vpcSubnets }: NormalizerOptions,
  services: readonly string[],
): void {
  if (vpc === undefined) return;
  role.addToPolicy(new iam.PolicyStatement({ actions: [...NETWORK_INTERFACE_ACTIONS], resources: ['*'] }));
  if (!areIsolated(vpc, vpcSubnets)) return;
  const warn = () => {
    const existing = endpointServices(scope, vpc);
    if (services.every((service) => existing.includes(service))) return;
    Annotations.of(scope).addWarningV2(
      'cloud-flow-logs:normalizer-endpoints',
      isolatedSubnetsWarning(vpc.node.path),
    );
  };
  scope.node.addValidation({
    validate: () => {
      warn();
      return [];
    },
  });
}

function areIsolated(vpc: ec2.IVpc, selection: ec2.SubnetSelection | undefined): boolean {
  const isolated = new Set(vpc.isolatedSubnets.map(({ subnetId }) => subnetId));
  const { subnetIds } = vpc.selectSubnets(selection);
  return subnetIds.length > 0 && subnetIds.every((id) => isolated.has(id));
}

function resolved(value: number | undefined): number | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}

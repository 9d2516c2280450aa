import { Annotations, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import {
  functionProblems,
  isolatedSubnetsWarning,
  NETWORK_INTERFACE_ACTIONS,
} from '../../../aws/normalizer/function-settings';
import type { NormalizerOptions } from '../normalizer-options';
import { isInOtherStage } from './elsewhere';
import { isInOtherEnvironment } from './environment';

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

/** Allows the role of a function to connect it to a VPC, and warns of subnets that reach no service. */
export function connectToVpc(
  scope: IConstruct,
  role: iam.Role,
  { vpc, vpcSubnets }: NormalizerOptions,
): void {
  if (vpc === undefined) return;
  role.addToPolicy(new iam.PolicyStatement({ actions: [...NETWORK_INTERFACE_ACTIONS], resources: ['*'] }));
  if (areIsolated(vpc, vpcSubnets)) {
    Annotations.of(scope).addWarningV2(
      'cloud-flow-logs:normalizer-endpoints',
      isolatedSubnetsWarning(vpc.node.path),
    );
  }
}

function areIsolated(vpc: ec2.IVpc, selection: ec2.SubnetSelection | undefined): boolean {
  const isolated = new Set(vpc.isolatedSubnets.map(({ subnetId }) => subnetId));
  const { subnetIds } = vpc.selectSubnets(selection);
  return subnetIds.length > 0 && subnetIds.every((id) => isolated.has(id));
}

function resolved(value: number | undefined): number | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}

import { Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  TARGET_KINDS,
  TARGET_RESOURCES,
  TargetKind,
  targetIdProblem,
  targetKindNamed,
} from '../../../aws/flow-log';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { targetPlaceProblems } from './elsewhere';
import { identityOf } from './identities';

/** Digits of the ids in messages. */
const DIGITS = '0123456789abcdef0';

/** Problems of the ids of a target: they must be ids of the target's kind. Tokens of unknown resources are valid. */
export function targetIdProblems(
  scope: Construct,
  { resourceType, resourceId, resources = [{ id: '', resourceId }] }: FlowLogTargetConfig,
): string[] {
  const kind = targetKindNamed(resourceType);
  if (kind === undefined) {
    const kinds = Object.values(TargetKind).join(', ');
    return [`the resourceType of the target is ${JSON.stringify(resourceType)}: expected one of ${kinds}`];
  }
  return resources.flatMap((each) => idProblems(scope, kind, each.resourceId));
}

function idProblems(scope: Construct, kind: TargetKind, resourceId: string): string[] {
  if (Token.isUnresolved(resourceId)) return referenceProblems(scope, kind, resourceId);
  const problem = targetIdProblem(kind, resourceId);
  if (!problem) return [];
  const { received, id, kind: other } = problem;
  const shown = id ?? resourceId;
  const fix = other
    ? `use ${withFactory(other, JSON.stringify(shown))}`
    : id === undefined
      ? `expected an id such as ${TARGET_KINDS[kind].idPrefix}${DIGITS}`
      : `use the id ${JSON.stringify(id)}`;
  return [`the target ${JSON.stringify(resourceId)} is ${received}, not the id of a ${kind}: ${fix}`];
}

function referenceProblems(scope: Construct, kind: TargetKind, resourceId: string): string[] {
  const { resource } = identityOf(scope, resourceId);
  const actual = resource && TARGET_RESOURCES[resource.cfnResourceType]?.kind;
  if (!resource || !actual || actual === kind) return [];
  return [
    `the target is the id of ${resource.node.path}, a ${actual}, not the id of a ${kind}: use ${withFactory(actual, 'its id')}`,
  ];
}

/** Problems of the account, region and Stage of a target. A target that only an id names can be anywhere. */
export function targetEnvironmentProblems(
  scope: Construct,
  { resourceId, resource: construct, resources = [{ id: '', resourceId }] }: FlowLogTargetConfig,
): string[] {
  return resources.flatMap((each) => {
    const { resource } = identityOf(scope, each.resourceId);
    if (resource) return targetPlaceProblems(scope, resource, resource.stack);
    return construct ? targetPlaceProblems(scope, construct, construct.env) : [];
  });
}

/** The factory of `FlowLogTarget` for an id of a kind. */
function withFactory(kind: TargetKind, id: string): string {
  return `FlowLogTarget.${FACTORIES[kind].replace('ID', id)}`;
}

const FACTORIES: Readonly<Record<TargetKind, string>> = {
  [TargetKind.VPC]: 'vpcById(ID)',
  [TargetKind.SUBNET]: "subnet(ec2.Subnet.fromSubnetId(this, 'Subnet', ID))",
  [TargetKind.NETWORK_INTERFACE]: 'networkInterface(ID)',
  [TargetKind.TRANSIT_GATEWAY]: 'transitGateway(ID)',
  [TargetKind.TRANSIT_GATEWAY_ATTACHMENT]: 'transitGatewayAttachment(ID)',
  [TargetKind.REGIONAL_NAT_GATEWAY]: 'regionalNatGateway(ID)',
};

import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { IResourceGroup, IWorkspace } from '../azure-resources';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { literalBehind, subscriptionOf } from './canonical-ids';
import { isLiteral } from './expressions';
import { providerOf } from './provider-of';
import { referenceBehind } from './references';

const RULE =
  'Azure requires the flow log in the subscription of its target (FlowLogTargetResourceIsInDifferentSubscription)';

/**
 * Problems of a flow log in another subscription than its target. The storage account and the workspace can be in another one
 * of the same tenant.
 *
 * Source: issue Azure/azure-cli 21724, comment of the product group.
 */
export function subscriptionProblems(scope: Construct, { id }: FlowLogTargetConfig): string[] {
  const ours = subscriptionOf(scope);
  const { element } = referenceBehind(scope, id) ?? {};
  const theirs = element ? subscriptionOf(element) : subscriptionIn(literalBehind(scope, id));
  if (ours?.toLowerCase() === theirs?.toLowerCase()) return [];
  const [provider, other] = [providerOf(scope)?.node.path, element && providerOf(element)?.node.path];
  if (isKnown(ours) && isKnown(theirs)) {
    return [
      `has a target in the subscription ${theirs}, but its provider ${provider} selects the subscription ${ours}: ${RULE}; ` +
        `set the prop provider to ${other ?? 'a provider of that subscription'}`,
    ];
  }
  // subscriptions that are known only after deployment are compared by the providers of one stack
  if (!element || TerraformStack.of(element) !== TerraformStack.of(scope) || !provider || !other) return [];
  return [
    `has a target of the provider ${other}, but its provider is ${provider}: ${RULE}; set the prop provider to ${other}`,
  ];
}

const SET_PROVIDER = 'set the prop provider to a provider of that subscription';

/** Refuses at synth to create resources of a workspace in a resource group of another subscription than their provider's. */
export function requireGroupOf(
  scope: Construct,
  { workspace, resourceGroup }: { readonly workspace: IWorkspace; readonly resourceGroup?: IResourceGroup },
): void {
  if (resourceGroup) {
    requireGroup(scope, resourceGroup);
    return;
  }
  const fix = `${SET_PROVIDER}, or set the prop resourceGroup`;
  scope.node.addValidation({
    validate: () => groupProblems(scope, workspace, 'the resource group of the workspace', fix),
  });
}

/** Refuses at synth to create resources in a resource group of another subscription than that of their provider. */
export function requireGroup(
  scope: Construct,
  group: IResourceGroup,
  name = 'resourceGroup',
  fix = `${SET_PROVIDER}, or set another resourceGroup`,
): void {
  scope.node.addValidation({ validate: () => groupProblems(scope, group, name, fix) });
}

function groupProblems(
  scope: Construct,
  owner: IWorkspace | IResourceGroup,
  group: string,
  fix: string,
): string[] {
  const ours = subscriptionOf(scope);
  const theirs = Construct.isConstruct(owner)
    ? subscriptionOf(owner)
    : subscriptionIn('id' in owner ? literalBehind(scope, owner.id) : undefined);
  if (!isKnown(ours) || !isKnown(theirs) || ours.toLowerCase() === theirs.toLowerCase()) return [];
  return [
    `creates resources in ${group}, which is in the subscription ${theirs}, but its provider ` +
      `${providerOf(scope)?.node.path} selects the subscription ${ours}: ${fix}`,
  ];
}

function isKnown(subscription: string | undefined): subscription is string {
  return subscription !== undefined && isLiteral(subscription) && !subscription.includes('${');
}

function subscriptionIn(id: string | undefined): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(id ?? '')?.[1];
}

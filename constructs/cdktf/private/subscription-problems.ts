import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { IResourceGroup, IWorkspace } from '../azure-resources';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { literalBehind, subscriptionOf } from './canonical-ids';
import { known } from './known';
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
  const { element } = referenceBehind(scope, id) ?? {};
  const different = differentSubscriptions(scope, element, literalBehind(scope, id));
  if (different) {
    const { ours, theirs, provider, other } = different;
    return [
      `has a target in the subscription ${theirs}, but its provider ${provider} selects the subscription ${ours}: ${RULE}; ` +
        `set the prop provider to ${other ?? 'a provider of that subscription'}`,
    ];
  }
  const providers = element && differentProviders(scope, element);
  if (!providers) return [];
  const { provider, other } = providers;
  return [
    `has a target of the provider ${other}, but its provider is ${provider}: ${RULE}; set the prop provider to ${other}`,
  ];
}

/** Providers with their paths in the app. */
interface Providers {
  readonly provider: string | undefined;
  readonly other: string | undefined;
}

/** Returns the subscriptions of a scope and of a resource, given as a construct or by its id, if both are known and differ. */
export function differentSubscriptions(
  scope: Construct,
  element: Construct | undefined,
  id: string | undefined,
): (Providers & { readonly ours: string; readonly theirs: string }) | undefined {
  const ours = known(subscriptionOf(scope));
  const theirs = known(element ? subscriptionOf(element) : subscriptionIn(id));
  if (ours === undefined || theirs === undefined || ours.toLowerCase() === theirs.toLowerCase())
    return undefined;
  return { ours, theirs, ...providersOf(scope, element) };
}

/**
 * Returns the providers of a scope and of a resource of its stack, if they differ and one of the subscriptions is known only
 * after deployment.
 */
export function differentProviders(scope: Construct, element: Construct): Providers | undefined {
  const [ours, theirs] = [scope, element].map((each) => subscriptionOf(each)?.toLowerCase());
  if (ours === theirs || (known(ours) !== undefined && known(theirs) !== undefined)) return undefined;
  const providers = providersOf(scope, element);
  const isComparable =
    TerraformStack.of(element) === TerraformStack.of(scope) && providers.provider && providers.other;
  return isComparable ? providers : undefined;
}

function providersOf(scope: Construct, element: Construct | undefined): Providers {
  return { provider: providerOf(scope)?.node.path, other: element && providerOf(element)?.node.path };
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
  const element = Construct.isConstruct(owner) ? owner : undefined;
  const id = 'id' in owner ? literalBehind(scope, owner.id) : undefined;
  const different = differentSubscriptions(scope, element, id);
  if (!different) return [];
  const { ours, theirs, provider } = different;
  return [
    `creates resources in ${group}, which is in the subscription ${theirs}, but its provider ` +
      `${provider} selects the subscription ${ours}: ${fix}`,
  ];
}

function subscriptionIn(id: string | undefined): string | undefined {
  return /^\/subscriptions\/([^/]+)/i.exec(id ?? '')?.[1];
}

import type { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';
import { deniesUntagged, isTagPolicy } from '../../../azure/policy/tag-policy';
import type { IWorkspace } from '../azure-resources';
import { canonical, subscriptionPath } from './canonical-ids';
import { isKnown } from './known';
import { isWithin, keyOf, resourcesOf } from './network-keys';
import { referenceBehind } from './references';

type Inputs = Construct & Readonly<Record<string, unknown>>;

/** Assignments of policies, with the argument of their scope. That of a management group can contain any resource group. */
const ASSIGNMENTS = [
  ['azurerm_resource_group_policy_assignment', 'resourceGroupIdInput'],
  ['azurerm_subscription_policy_assignment', 'subscriptionIdInput'],
  ['azurerm_management_group_policy_assignment', undefined],
] as const;

/** Exemptions from policies, with the argument of their scope. */
const EXEMPTIONS = [
  ['azurerm_resource_group_policy_exemption', 'resourceGroupIdInput'],
  ['azurerm_subscription_policy_exemption', 'subscriptionIdInput'],
] as const;

/**
 * Warnings of policies of the app that deny the resources that Traffic Analytics creates without tags.
 *
 * Source: Azure Network Watcher documentation, "Traffic analytics", on data collection resources; Azure Policy
 * documentation, "Details of the policy definition rule basics".
 */
export function tagPolicyWarnings(scope: Construct, workspace: IWorkspace): string[] {
  const owner = (workspace as unknown as Construct).node ? (workspace as unknown as Construct) : scope;
  const name = canonical(owner, workspace.resourceGroupName);
  const group = `${subscriptionPath(owner)}/resourceGroups/${name}`.toLowerCase();
  const { root } = scope.node;
  return ASSIGNMENTS.flatMap(([type, argument]) =>
    (resourcesOf(root, type) as readonly Inputs[])
      .filter((each) => each.enforceInput !== false && deniesTags(each, each.policyDefinitionIdInput))
      .filter((each) => argument === undefined || covers(each, each[argument], group))
      .filter((each) => !isExcluded(each, group) && !isExempt(each, group)),
  ).map(
    ({ node }) =>
      `${node.path} denies resources without a tag, and can apply to the resource group ` +
      `${isKnown(name) ? name : 'of the workspace'}, in which Traffic Analytics creates a data collection rule and endpoint ` +
      'without tags: the flow log fails with TARequestDisallowedByPolicy; exempt the resource group from the assignment ' +
      '(azurerm_resource_group_policy_exemption), or add its id to notScopes',
  );
}

function covers(assignment: Inputs, scopeId: unknown, group: string): boolean {
  const key = keyOf(assignment, String(scopeId));
  // a subscription that only the environment states can be that of the group
  return isWithin(group, key) || (/^\/subscriptions\/[^/]+$/.test(key) && `${key}${group}`.includes('${'));
}

function isExcluded(assignment: Inputs, group: string): boolean {
  const { notScopesInput: excluded } = assignment;
  return Array.isArray(excluded) && excluded.some((each) => isWithin(group, keyOf(assignment, String(each))));
}

function isExempt(assignment: Inputs, group: string): boolean {
  const id = keyOf(assignment, String(assignment.id));
  return EXEMPTIONS.some(([type, argument]) =>
    (resourcesOf(assignment.node.root, type) as readonly Inputs[]).some(
      (each) =>
        keyOf(each, String(each.policyAssignmentIdInput)) === id && covers(each, each[argument], group),
    ),
  );
}

/** Whether a policy definition, or one of an initiative, denies resources without a tag. */
function deniesTags(scope: Construct, definitionId: unknown): boolean {
  if (typeof definitionId !== 'string') return false;
  if (isTagPolicy(canonical(scope, definitionId))) return true;
  const element = referenceBehind(scope, definitionId)?.element as (TerraformElement & Inputs) | undefined;
  if (!element) return false;
  const { nameInput, displayNameInput, policyRuleInput, policyDefinitionReferenceInput: parts } = element;
  if ([nameInput, displayNameInput].some((each) => typeof each === 'string' && isTagPolicy(each)))
    return true;
  if (typeof policyRuleInput === 'string' && deniesUntagged(policyRuleInput)) return true;
  return Array.isArray(parts) && parts.some((part) => deniesTags(element, part?.policyDefinitionId));
}

import { DataAzurermPolicyDefinition } from '@cdktf/provider-azurerm/lib/data-azurerm-policy-definition';
import { DataAzurermSubscription } from '@cdktf/provider-azurerm/lib/data-azurerm-subscription';
import { ManagementGroupPolicyAssignment } from '@cdktf/provider-azurerm/lib/management-group-policy-assignment';
import { PolicyDefinition } from '@cdktf/provider-azurerm/lib/policy-definition';
import { PolicySetDefinition } from '@cdktf/provider-azurerm/lib/policy-set-definition';
import type { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { ResourceGroupPolicyAssignment } from '@cdktf/provider-azurerm/lib/resource-group-policy-assignment';
import { ResourceGroupPolicyExemption } from '@cdktf/provider-azurerm/lib/resource-group-policy-exemption';
import { SubscriptionPolicyAssignment } from '@cdktf/provider-azurerm/lib/subscription-policy-assignment';
import type { TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { FlowLake, TrafficAnalytics, VnetFlowLogs } from '../../../constructs/cdktf';
import { annotationsOf, newNetwork, newStack, synthesized } from '../../support/terraform-stacks';

const BUILT_IN = '/providers/Microsoft.Authorization/policyDefinitions/871b6d14-10aa-478d-b590-94f262ecfa99';
const RULE = `{"if":{"field":"tags['team']","exists":"false"},"then":{"effect":"deny"}}`;

/** A flow log with Traffic Analytics, and the resource group of its workspace. */
function analysed(isOn = true): { readonly stack: TerraformStack; readonly group: ResourceGroup } {
  const stack = newStack();
  const network = newNetwork(stack);
  const lake = new FlowLake(stack, 'Lake', { location: 'westeurope' });
  const trafficAnalytics = isOn ? TrafficAnalytics.on(lake.workspace) : undefined;
  for (const id of ['FlowLogs', 'Others']) {
    new VnetFlowLogs(stack, id, { network, lake, trafficAnalytics, mayOverlap: true });
  }
  return { stack, group: lake.node.findChild('AnalyticsGroup') as ResourceGroup };
}

function warningsOf(stack: TerraformStack): string[] {
  synthesized(stack);
  return annotationsOf(stack);
}

const WARNING = expect.stringMatching(
  /^network\/policy denies resources without a tag, and can apply to the resource group flow-analytics-network-[0-9a-f]{8}, in which Traffic Analytics creates a data collection rule and endpoint without tags: the flow log fails with TARequestDisallowedByPolicy; exempt the resource group from the assignment \(azurerm_resource_group_policy_exemption\), or add its id to notScopes$/,
);

describe('a policy that denies resources without a tag', () => {
  test.each<[string, (stack: TerraformStack) => string]>([
    ['a built-in one', () => BUILT_IN],
    [
      'a built-in one by its name',
      (stack) =>
        new DataAzurermPolicyDefinition(stack, 'd', { displayName: 'Require a tag on resources' }).id,
    ],
    ['one of the app', (stack) => definition(stack).id],
    [
      'an initiative with one',
      (stack) =>
        new PolicySetDefinition(stack, 'set', {
          name: 'set',
          displayName: 'set',
          policyType: 'Custom',
          policyDefinitionReference: [{ policyDefinitionId: definition(stack).id }],
        }).id,
    ],
  ])('on the group of the workspace leads to one warning: %s', (_, definitionId) => {
    const { stack, group } = analysed();
    assign(stack, group, definitionId(stack));
    expect(warningsOf(stack)).toEqual([WARNING]);
  });

  test('on the subscription or a management group leads to one warning', () => {
    const subscription = analysed().stack;
    const { id: subscriptionId } = new DataAzurermSubscription(subscription, 'current');
    const props = { name: 'policy', policyDefinitionId: BUILT_IN };
    new SubscriptionPolicyAssignment(subscription, 'policy', { ...props, subscriptionId });
    expect(warningsOf(subscription)).toEqual([WARNING]);
    const managed = analysed().stack;
    new ManagementGroupPolicyAssignment(managed, 'policy', { ...props, managementGroupId: 'mg' });
    expect(warningsOf(managed)).toEqual([WARNING]);
  });

  test.each<[string, (stack: TerraformStack, group: ResourceGroup) => void]>([
    ['another group', (stack) => assign(stack, stack.node.findChild('group') as ResourceGroup, BUILT_IN)],
    [
      'no resource, as it is not enforced',
      (stack, group) => assign(stack, group, BUILT_IN, { enforce: false }),
    ],
    [
      'another policy',
      (stack, group) =>
        assign(
          stack,
          group,
          '/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c',
        ),
    ],
    [
      'a scope without the group',
      (stack, group) => {
        const { id: subscriptionId } = new DataAzurermSubscription(stack, 'current');
        const props = { name: 'policy', policyDefinitionId: BUILT_IN, notScopes: [group.id] };
        new SubscriptionPolicyAssignment(stack, 'policy', { ...props, subscriptionId });
      },
    ],
    [
      'an exempt group',
      (stack, group) => {
        const { id: policyAssignmentId } = assign(stack, group, BUILT_IN);
        new ResourceGroupPolicyExemption(stack, 'exemption', {
          name: 'exemption',
          resourceGroupId: group.id,
          policyAssignmentId,
          exemptionCategory: 'Waiver',
        });
      },
    ],
  ])('is accepted on %s', (_, add) => {
    const { stack, group } = analysed();
    add(stack, group);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('is accepted without Traffic Analytics', () => {
    const { stack, group } = analysed(false);
    assign(stack, group, BUILT_IN);
    expect(warningsOf(stack)).toEqual([]);
  });
});

function definition(stack: TerraformStack): PolicyDefinition {
  return new PolicyDefinition(stack, 'definition', {
    name: 'tags',
    displayName: 'tags',
    mode: 'Indexed',
    policyType: 'Custom',
    policyRule: RULE,
  });
}

function assign(stack: TerraformStack, group: ResourceGroup, policyDefinitionId: string, props = {}) {
  const { id: resourceGroupId } = group;
  return new ResourceGroupPolicyAssignment(stack, 'policy', {
    name: 'policy',
    resourceGroupId,
    policyDefinitionId,
    ...props,
  });
}

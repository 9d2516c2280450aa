import { describe, expect, test } from 'vitest';
import { graphOf } from '../../support/terraform-graph';
import { resourceOf, resourcesOf } from '../../support/terraform-stacks';
import { matching, newLake, reference, SUBNET_ID } from './normalized-lake';

const OWN_GROUP = reference('resource_group', 'Normalizer_InsightsGroup', 'name');

describe('Application Insights of a normalizer', () => {
  const { stack } = newLake();

  test('is in a resource group of its own', () => {
    const groups = ['azurerm_application_insights', 'azurerm_monitor_action_group'].map(
      (type) => resourceOf(stack, type).resource_group_name,
    );
    expect(groups).toEqual([matching(OWN_GROUP), matching(OWN_GROUP)]);
    const inGroup = [...graphOf(stack).resources].filter(([, { resource_group_name: group }]) =>
      new RegExp(OWN_GROUP).test(group),
    );
    expect(inGroup).toHaveLength(2);
  });

  test('comes after the action group that Azure would add to the group', () => {
    expect(resourceOf(stack, 'azurerm_monitor_action_group')).toMatchObject({
      name: 'Application Insights Smart Detection',
      short_name: 'SmartDetect',
      arm_role_receiver: [
        { role_id: '749f88d5-cbae-40b8-bcfc-e573ddc772fa', use_common_alert_schema: true },
        { role_id: '43d0d8ad-25c7-4714-9337-8ba259a9fe05', use_common_alert_schema: true },
      ],
    });
    const { ofType, requiredBy } = graphOf(stack);
    const [insights = ''] = ofType('azurerm_application_insights');
    expect(requiredBy(insights)).toContain(ofType('azurerm_monitor_action_group')[0]);
  });

  test('can be in a group of the user, which may have the action group', () => {
    const given = newLake({ subnetId: SUBNET_ID, insightsResourceGroup: { name: 'monitoring' } }).stack;
    expect(resourceOf(given, 'azurerm_application_insights').resource_group_name).toBe('monitoring');
    expect(resourcesOf(given, 'azurerm_monitor_action_group')).toEqual([]);
    expect(resourcesOf(given, 'azurerm_resource_group')).toHaveLength(2);
  });

  test('creates no group without it', () => {
    const without = newLake({ subnetId: SUBNET_ID, applicationInsights: false }).stack;
    expect(resourcesOf(without, 'azurerm_monitor_action_group')).toEqual([]);
    expect(resourcesOf(without, 'azurerm_resource_group')).toHaveLength(2);
  });
});

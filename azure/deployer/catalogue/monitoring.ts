import type { CoveredType } from '../covered-type';
import { managed, operations, PAGES } from '../source';

const INSIGHTS = 'Microsoft.Insights';
const WORKSPACE = 'Microsoft.OperationalInsights/workspaces';

/** Alerts, workbooks, data collection and Application Insights. */
export const MONITORING: readonly CoveredType[] = [
  {
    type: 'azurerm_monitor_action_group',
    restType: `${INSIGHTS}/actionGroups`,
    source: 'azurerm provider, monitor_action_group_resource.go',
    actions: managed(`${INSIGHTS}/actionGroups`),
  },
  {
    type: 'azurerm_monitor_scheduled_query_rules_alert_v2',
    restType: `${INSIGHTS}/scheduledQueryRules`,
    source: 'azurerm provider, monitor_scheduled_query_rules_alert_v2_resource.go',
    actions: managed(`${INSIGHTS}/scheduledQueryRules`),
    linked: [
      { argument: 'scopes', actions: [`${WORKSPACE}/read`], source: PAGES.ALERTS },
      {
        argument: 'action.action_groups',
        actions: [`${INSIGHTS}/actionGroups/read`],
        source: PAGES.ALERTS,
      },
    ],
  },
  {
    type: 'azurerm_application_insights_workbook',
    restType: `${INSIGHTS}/workbooks`,
    source: 'azurerm provider, application_insights_workbook_resource.go',
    actions: managed(`${INSIGHTS}/workbooks`),
  },
  {
    type: 'azurerm_application_insights',
    restType: `${INSIGHTS}/components`,
    source: 'azurerm provider, application_insights_resource.go',
    actions: [
      ...managed(`${INSIGHTS}/components`),
      ...operations(`${INSIGHTS}/components`, 'currentBillingFeatures/read', 'currentBillingFeatures/write'),
    ],
    linked: [
      { argument: 'workspace_id', actions: operations(WORKSPACE, 'read'), source: PAGES.APP_INSIGHTS },
      {
        argument: 'workspace_id',
        isAcrossSubscriptions: true,
        actions: operations(WORKSPACE, 'sharedKeys/action'),
        source: PAGES.APP_INSIGHTS,
      },
    ],
  },
  {
    type: 'azurerm_monitor_data_collection_endpoint',
    restType: `${INSIGHTS}/dataCollectionEndpoints`,
    source: 'azurerm provider, monitor_data_collection_endpoint_resource.go',
    actions: managed(`${INSIGHTS}/dataCollectionEndpoints`),
  },
  {
    type: 'azurerm_monitor_data_collection_rule',
    restType: `${INSIGHTS}/dataCollectionRules`,
    source: 'azurerm provider, monitor_data_collection_rule_resource.go',
    actions: managed(`${INSIGHTS}/dataCollectionRules`),
    linked: [
      {
        argument: 'destinations.log_analytics.workspace_resource_id',
        actions: operations(WORKSPACE, 'read'),
        source: PAGES.COLLECTION_RULES,
      },
      {
        argument: 'data_collection_endpoint_id',
        actions: [`${INSIGHTS}/dataCollectionEndpoints/read`],
        source: PAGES.COLLECTION_RULES,
      },
    ],
  },
  {
    type: 'azurerm_monitor_data_collection_rule_association',
    restType: `${INSIGHTS}/dataCollectionRuleAssociations`,
    source: 'azurerm provider, monitor_data_collection_rule_association_resource.go',
    parent: 'target_resource_id',
    actions: managed(`${INSIGHTS}/dataCollectionRuleAssociations`),
    linked: [
      {
        argument: 'data_collection_rule_id',
        actions: [`${INSIGHTS}/dataCollectionRules/read`],
        source: PAGES.COLLECTION_RULES,
      },
    ],
  },
  {
    type: 'azurerm_virtual_machine_extension',
    restType: 'Microsoft.Compute/virtualMachines/extensions',
    source: 'azurerm provider, virtual_machine_extension_resource.go',
    parent: 'virtual_machine_id',
    actions: [
      'Microsoft.Compute/virtualMachines/read',
      ...managed('Microsoft.Compute/virtualMachines/extensions'),
    ],
    onSubscription: ['Microsoft.Compute/locations/operations/read'],
  },
  {
    type: 'azurerm_virtual_machine_scale_set_extension',
    restType: 'Microsoft.Compute/virtualMachineScaleSets/extensions',
    source: 'azurerm provider, virtual_machine_scale_set_extension_resource.go',
    parent: 'virtual_machine_scale_set_id',
    actions: [
      'Microsoft.Compute/virtualMachineScaleSets/read',
      ...managed('Microsoft.Compute/virtualMachineScaleSets/extensions'),
    ],
    onSubscription: ['Microsoft.Compute/locations/operations/read'],
  },
];

import { ApplicationInsights } from '@cdktf/provider-azurerm/lib/application-insights';
import { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { SMART_DETECTION_GROUP } from '../../../../azure/smart-detection';
import type { IResourceGroup } from '../../azure-resources';
import type { NormalizedLake } from '../../normalized-lake';
import { uniqueName } from '../names';

const MAX_NAME = 60;
const MAX_GROUP_NAME = 90;

/**
 * Creates the Application Insights of a function, by default in a resource group of its own, because Azure adds an action group
 * beside it. In its own group, the construct creates this action group first, as Azure would, so that Terraform can delete the
 * group.
 */
export function functionInsights(
  scope: Construct,
  lake: NormalizedLake,
  given: IResourceGroup | undefined,
): ApplicationInsights {
  const { location, tags, workspace } = lake;
  const { group, dependsOn } = given ? { group: given, dependsOn: [] } : ownGroup(scope, lake);
  return new ApplicationInsights(scope, 'Insights', {
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    resourceGroupName: group.name,
    location,
    workspaceId: workspace.id,
    applicationType: 'Node.JS',
    tags,
    dependsOn,
  });
}

function ownGroup(
  scope: Construct,
  { location, tags }: NormalizedLake,
): { readonly group: IResourceGroup; readonly dependsOn: ITerraformDependable[] } {
  const group = new ResourceGroup(scope, 'InsightsGroup', {
    name: uniqueName(scope, 'flow-insights', MAX_GROUP_NAME),
    location,
    tags,
  });
  const { name, shortName, roles } = SMART_DETECTION_GROUP;
  const detection = new MonitorActionGroup(scope, 'SmartDetection', {
    name,
    shortName,
    resourceGroupName: group.name,
    armRoleReceiver: roles.map((role) => ({ name: role.name, roleId: role.id, useCommonAlertSchema: true })),
    tags,
  });
  return { group, dependsOn: [detection] };
}

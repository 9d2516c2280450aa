import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import type { Construct } from 'constructs';
import type { FlowLakeProps } from '../flow-lake-props';
import { uniqueName } from './names';

const RETENTION_DAYS = 90;
const MAX_GROUP_NAME = 90;
const MAX_WORKSPACE_NAME = 63;

/** The number of the generation is a part of the workspace's name, and has at most two digits. */
export const MAX_WORKSPACE_GENERATION = 99;

/**
 * Creates a workspace in a separate resource group: Traffic Analytics creates rules beside it that must not be changed. The
 * group is the same for all generations of the workspace, because Azure retains the rules of a replaced one in it.
 *
 * Source: Azure Network Watcher documentation, "Traffic analytics", on data collection resources.
 */
export function lakeWorkspace(scope: Construct, props: FlowLakeProps): LogAnalyticsWorkspace {
  const { location, tags } = props;
  const group = new ResourceGroup(scope, 'AnalyticsGroup', {
    name: uniqueName(scope, 'flow-analytics', MAX_GROUP_NAME),
    location,
    tags,
  });
  return new LogAnalyticsWorkspace(scope, 'Workspace', {
    name: workspaceName(scope, props.workspaceGeneration ?? 1),
    location,
    resourceGroupName: group.name,
    sku: 'PerGB2018',
    retentionInDays: props.workspaceRetentionDays ?? RETENTION_DAYS,
    localAuthenticationEnabled: false,
    tags,
  });
}

/** Returns the name of a generation. The first one has no number, as before there were generations. */
function workspaceName(scope: Construct, generation: number): string {
  const suffix = generation === 1 ? '' : `-${generation}`;
  return `${uniqueName(scope, 'flow-analytics', MAX_WORKSPACE_NAME - suffix.length)}${suffix}`;
}

import type { Construct } from 'constructs';
import type { IResourceGroup, IWorkspace } from '../azure-resources';
import { rendered } from './expressions';

/**
 * Reports a resource group that is also the group of the workspace.
 *
 * Source: Azure Network Watcher documentation, "Traffic analytics", on data collection resources.
 */
export function sharedGroupProblems(
  scope: Construct,
  { resourceGroupName }: IWorkspace,
  { name }: IResourceGroup,
): string[] {
  if (rendered(scope, resourceGroupName) !== rendered(scope, name)) return [];
  return [
    'resourceGroup is the group of the workspace, in which Traffic Analytics creates NWTA... rules that must not be ' +
      'changed: use another group',
  ];
}

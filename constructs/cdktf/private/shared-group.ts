import type { Construct } from 'constructs';
import type { IResourceGroup, IWorkspace } from '../azure-resources';
import { written } from './expressions';

/**
 * What is wrong with a group for things of ours that is that of a workspace.
 *
 * Source: Azure Network Watcher documentation, "Traffic analytics", on data collection resources.
 */
export function sharedGroupProblems(
  scope: Construct,
  { resourceGroupName }: IWorkspace,
  { name }: IResourceGroup,
): string[] {
  if (written(scope, resourceGroupName) !== written(scope, name)) return [];
  return [
    'resourceGroup is that of the workspace, where Traffic Analytics makes NWTA... rules that nobody may touch: give ' +
      'another group',
  ];
}

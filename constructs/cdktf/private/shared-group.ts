import { Construct } from 'constructs';
import type { IResourceGroup, IWorkspace } from '../azure-resources';
import { canonical, subscriptionOf } from './canonical-ids';

/**
 * Reports a resource group that is also the group of the workspace.
 *
 * Source: Azure Network Watcher documentation, "Traffic analytics", on data collection resources.
 */
export function sharedGroupProblems(
  scope: Construct,
  workspace: IWorkspace,
  group: IResourceGroup,
): string[] {
  const names = [workspace.resourceGroupName, group.name].map((name) => canonical(scope, name).toLowerCase());
  const [one, other] = [workspace, group].map((each) =>
    Construct.isConstruct(each) ? subscriptionOf(each) : undefined,
  );
  const areInDifferent = one !== undefined && other !== undefined && one !== other;
  if (names[0] !== names[1] || areInDifferent) return [];
  return [
    'resourceGroup is the group of the workspace, in which Traffic Analytics creates NWTA... rules that must not be ' +
      'changed: use another group',
  ];
}

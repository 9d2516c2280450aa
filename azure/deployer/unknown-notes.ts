import { entryOf } from './catalogue';
import { RESOURCE_GROUP } from './catalogue/access';
import type { CoveredType } from './covered-type';
import type { DeployedResource } from './deployed-resource';

/** States whose ids and resource groups are unknown before the deployment: the scope of their actions is an assumption. */
export function unknownNotes(name: string, wanted: readonly DeployedResource[]): string[] {
  const unknown = wanted.flatMap((resource) => {
    const found = unknownArguments(resource);
    return found.length === 0 ? [] : [`${resource.title} (${found.join(', ')})`];
  });
  if (unknown.length === 0) return [];
  return [
    `${name}: unknown before the deployment: ${unknown.join(', ')}. Actions on what these arguments name are in the role of the ` +
      'whole subscription. Give the values of parameters and variables with --parameters, or move the actions to the scope ' +
      'of the resource, which can be in another subscription',
  ];
}

function unknownArguments(resource: DeployedResource): string[] {
  const entry = entryOf(resource);
  if (entry === undefined) return [];
  const { parent, linked = [] } = entry;
  const used = linked.filter(({ onlyIf }) => onlyIf === undefined || resource.isSet(onlyIf));
  const ids = [...(parent === undefined ? [] : [parent]), ...used.map(({ argument }) => argument)];
  const unknown = ids.filter((argument) =>
    resource.links(argument).some((link) => link.resource === undefined && link.id === undefined),
  );
  return [...new Set([...(hasUnknownGroup(resource, entry) ? ['resource_group_name'] : []), ...unknown])];
}

function hasUnknownGroup(resource: DeployedResource, { parent, isInSubscription }: CoveredType): boolean {
  if (isInSubscription || parent !== undefined || resource.scope !== undefined) return false;
  if (!resource.isSet('resource_group_name') || resource.texts('resource_group_name').length > 0)
    return false;
  // a group that the deployment creates has no role of its own, whatever its name
  return !resource.dependencies.some(({ type, isData }) => type === RESOURCE_GROUP && !isData);
}

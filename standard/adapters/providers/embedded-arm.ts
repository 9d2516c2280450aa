import type { UnreadPart } from '../../facts';
import { azapiResource, azapiUpdate } from './azapi-resource';
import { type DeclaredResource, DeclaredResources } from './declared-resource';
import { isTemplateDeployment, templateDeployment } from './template-deployment';

/** Resources with those that they declare in the form of Azure Resource Manager, and the parts that are not read. */
export interface ExpandedResources {
  readonly resources: readonly DeclaredResource[];
  readonly unread: readonly UnreadPart[];
}

/**
 * Replaces `azapi_resource` by the azurerm resource with the same effect, and adds the resources of ARM templates that
 * template deployments contain.
 */
export function withEmbeddedArm(declared: readonly DeclaredResource[]): ExpandedResources {
  const isEmbedding = ({ type }: DeclaredResource) => type.startsWith('azapi_') || isTemplateDeployment(type);
  if (!declared.some(isEmbedding)) return { resources: declared, unread: [] };
  const all = new DeclaredResources(declared);
  const unread: UnreadPart[] = [];
  const updates: DeclaredResource[] = [];
  const resources = declared.flatMap((resource): readonly DeclaredResource[] => {
    if (resource.type === 'azapi_resource') return [azapiResource(resource, all)];
    if (resource.type === 'azapi_update_resource') {
      updates.push(resource);
      return [];
    }
    if (!isTemplateDeployment(resource.type)) return [resource];
    const found = templateDeployment(resource, all);
    unread.push(...found.unread);
    return [resource, ...found.resources];
  });
  return updates.reduce<ExpandedResources>(azapiUpdate, { resources, unread });
}

import type { ArmResource } from './arm-resource';
import { isArray, isObject, replaceMarks } from './expressions/arm-value';
import { propertyOf } from './expressions/collection-functions';

/** Returns a resource, and the subnets in the properties of a virtual network as resources. */
export function withInlineSubnets(resource: ArmResource): ArmResource[] {
  if (resource.type.toLowerCase() !== 'microsoft.network/virtualnetworks') return [resource];
  const properties = resource.value('properties');
  const subnets = isObject(properties) ? propertyOf(properties, 'subnets') : undefined;
  if (!isArray(subnets)) return [resource];
  const { id, localName, title, type, where } = resource;
  return [
    resource,
    ...subnets.flatMap((subnet, index): ArmResource[] => {
      if (!isObject(subnet)) return [];
      const name = propertyOf(subnet, 'name');
      if (typeof name !== 'string') return [];
      const path = `${localName}/subnets/${replaceMarks(name)}`;
      return [
        {
          ...resource,
          type: `${type}/subnets`,
          id: `${id}/subnets/${name}`,
          localName: path,
          title: `${title}/${replaceMarks(name)}`,
          where: { ...where, pointer: `${where.pointer}/properties/subnets/${index}`, path },
          value: (member) => propertyOf(subnet, member),
        },
      ];
    }),
  ];
}

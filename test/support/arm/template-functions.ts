import { type ArmId, subscriptionOf } from './arm-id';
import { type Functions, TemplateError, type TemplateValue } from './template-expression';

type Values = { readonly [name: string]: TemplateValue };

/**
 * The template functions that the stand-in was taught.
 *
 * Source: "ARM template functions".
 */
export function templateFunctions(
  group: ArmId & { readonly location: string },
  parameters: Values,
): Functions {
  return {
    parameters: (name) => {
      const value = parameters[String(name)];
      if (value !== undefined) return value;
      throw new TemplateError('InvalidTemplate', `The template parameter '${name}' is not found.`);
    },
    concat: (...values) => values.map(String).join(''),
    format: (text, ...values) =>
      String(text).replace(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
    resourceid: (...args) => resourceId(group, args.map(String)),
    resourcegroup: () => ({ id: group.id, name: group.name, location: group.location }),
    subscription: () => ({
      id: `/subscriptions/${subscriptionOf(group.id)}`,
      subscriptionId: subscriptionOf(group.id),
    }),
    tolower: (text) => String(text).toLowerCase(),
    createobject: (...pairs) =>
      Object.fromEntries(
        pairs.flatMap((key, index) => (index % 2 === 0 ? [[String(key), pairs[index + 1] ?? null]] : [])),
      ),
    createarray: (...values) => values,
  };
}

/** The id of a resource in the group, or in the subscription and group before the type. */
function resourceId(group: ArmId, args: readonly string[]): string {
  const at = args.findIndex((each) => each.includes('/'));
  const type = args[at];
  if (type === undefined) throw new TemplateError('InvalidTemplate', 'resourceId() has no resource type');
  const before = args.slice(0, at);
  const names = args.slice(at + 1);
  const [namespace, ...types] = type.split('/');
  if (types.length !== names.length)
    throw new TemplateError(
      'InvalidTemplate',
      `Unable to evaluate template language function 'resourceId': the type '${type}' has ${types.length} segments, but there are ${names.length} names`,
    );
  const name = before.at(-1) ?? group.name;
  const subscription = before.length > 1 ? (before[0] as string) : subscriptionOf(group.id);
  const path = types.map((each, index) => `${each}/${names[index]}`).join('/');
  return `/subscriptions/${subscription}/resourceGroups/${name}/providers/${namespace}/${path}`;
}

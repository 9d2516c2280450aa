import type { Construct } from 'constructs';
import { isRepeated, repetitionOf } from './canonical-ids';
import { referenceBehind } from './references';

/** Problems of ids and names that refer to all instances of a resource with `forEach` or `count`, by the name of the prop. */
export function instanceProblems(
  scope: Construct,
  ids: { readonly [prop: string]: string | undefined },
): string[] {
  return Object.entries(ids).flatMap(([prop, id]) => {
    const reference = id === undefined ? undefined : referenceBehind(scope, id);
    if (!reference || !isRepeated(reference)) return [];
    const { node } = reference.element;
    const argument = repetitionOf(reference.element);
    const key = argument === 'forEach' ? `'"key"'` : 0;
    return [
      `${prop} is ${node.path}, which has ${argument} and represents several resources: create one resource and one ` +
        'construct for each element in a loop of the program, or pass the id of one instance, ' +
        `Token.asString(propertyAccess(resource, [${key}, 'id'])), for a target in FlowLogTarget.resource(id, location)`,
    ];
  });
}

import { InvalidArguments } from './arm-function';
import { type ArmValue, Unresolved } from './arm-value';
import type { EvaluationScope } from './evaluation-scope';

/** Returns the position in a copy loop, plus an offset. Source: "Resource iteration in ARM templates". */
export function copyIndex(values: readonly ArmValue[], { copies }: EvaluationScope): ArmValue {
  const [name, offset] = typeof values[0] === 'string' ? values : [undefined, values[0]];
  const position =
    name === undefined
      ? copies.at(-1)
      : copies.find((each) => each.name.toLowerCase() === String(name).toLowerCase());
  if (!position) throw new InvalidArguments('copyIndex is used outside of its loop');
  if (position.index === undefined)
    return new Unresolved(
      `copyIndex(${offset ?? ''})`,
      `it belongs to the loop ${position.name}, whose number of copies is unknown`,
    );
  return position.index + Number(offset ?? 0);
}

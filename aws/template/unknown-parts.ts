import { UnknownCause } from '../../flows/value';
import {
  ABSENT,
  Choice,
  type Evaluated,
  type Hole,
  hole,
  isList,
  isObject,
  isScalar,
  PartialValue,
  type TextPart,
} from './evaluated';

/** The parts of a value in a text. */
export function partsIn(value: Evaluated): readonly TextPart[] {
  if (value instanceof PartialValue) return value.parts;
  if (isScalar(value)) return [String(value)];
  if (value === ABSENT) return [];
  return [{ kind: 'hole', reason: 'it is not a single value', cause: UnknownCause.UNRESOLVABLE }];
}

/** The id of a value that is a single unknown part: values with equal ids are equal. */
export function idOf(value: Evaluated): string | undefined {
  if (!(value instanceof PartialValue) || value.parts.length !== 1) return undefined;
  const [part] = value.parts;
  return typeof part === 'object' && part.kind === 'hole' ? part.id : undefined;
}

/** The first unknown part of a value, at any depth. */
export function openIn(value: Evaluated): Exclude<TextPart, string> | undefined {
  if (value instanceof PartialValue)
    return value.parts.find((part): part is Exclude<TextPart, string> => typeof part !== 'string');
  if (value instanceof Choice) return { kind: 'hole', reason: value.reason, cause: value.cause };
  if (isList(value)) return value.map(openIn).find((part) => part !== undefined);
  if (isObject(value)) return openIn(Object.values(value));
  return undefined;
}

/** The reason why a part is unknown. */
function holeOf(part: Exclude<TextPart, string>): Hole {
  if (part.kind === 'hole') return part;
  const { stack, resource, attribute } = part;
  const id = `${stack.id}/${resource.logicalId}.${attribute}`;
  const what =
    attribute === 'Ref'
      ? `the id of ${resource.logicalId}`
      : `the attribute ${attribute} of ${resource.logicalId}`;
  return {
    kind: 'hole',
    id,
    reason: `it is ${what}, which is known only after deployment`,
    cause: UnknownCause.DEPLOYMENT,
  };
}

/** Why a value is not a known text. */
export function reasonOf(value: Evaluated): Pick<Hole, 'reason' | 'cause'> {
  const open = openIn(value);
  if (!open) return { reason: 'it is not a single value', cause: UnknownCause.UNRESOLVABLE };
  const { reason, cause } = holeOf(open);
  return { reason, cause };
}

/** Returns an unknown value for the reason of another one. */
export function unknownFrom(value: Evaluated | undefined, otherwise: string): PartialValue {
  const open = value === undefined ? undefined : openIn(value);
  if (!open) return hole(otherwise, UnknownCause.UNRESOLVABLE);
  const { reason, cause } = holeOf(open);
  return hole(reason, cause);
}

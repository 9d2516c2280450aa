import { objectOf } from './json-object';

/** A part of an expression that refers to a resource, a parameter, or an output of another stack. */
export type Reference =
  | { readonly kind: 'name'; readonly name: string; readonly attribute?: string }
  | { readonly kind: 'import'; readonly expression: unknown }
  | { readonly kind: 'output'; readonly expression: unknown };

/** Matches the placeholders of `Fn::Sub`, but not `${!Literal}`. */
export const SUB_PLACEHOLDER = /\$\{([^!{}][^{}]*)\}/g;

/** Returns the references in a value: to logical ids, parameters and pseudo parameters, and to other stacks. */
export function referencesIn(value: unknown): Reference[] {
  const found: Reference[] = [];
  collect(value, found);
  return found;
}

function collect(value: unknown, found: Reference[]): void {
  if (Array.isArray(value)) for (const each of value) collect(each, found);
  for (const [key, each] of Object.entries(objectOf(value))) {
    if (key === 'Ref') found.push({ kind: 'name', name: String(each) });
    else if (key === 'Fn::GetAtt') found.push(attributeReference(each));
    else {
      if (key === 'Fn::Sub') found.push(...placeholdersIn(each));
      if (key === 'Fn::ImportValue') found.push({ kind: 'import', expression: { [key]: each } });
      if (key === 'Fn::GetStackOutput') found.push({ kind: 'output', expression: each });
      collect(each, found);
    }
  }
}

/** Parses the argument of `Fn::GetAtt`, which is a list or text. */
export function getAttOf(argument: unknown): [logicalId: string, attribute: string] {
  const [id = '', ...attribute] = Array.isArray(argument)
    ? argument.map(String)
    : String(argument).split('.');
  return [id, attribute.join('.')];
}

function attributeReference(argument: unknown): Reference {
  const [name, attribute] = getAttOf(argument);
  return { kind: 'name', name, attribute };
}

function placeholdersIn(argument: unknown): Reference[] {
  const text = String(Array.isArray(argument) ? argument[0] : argument);
  return [...text.matchAll(SUB_PLACEHOLDER)].map(([, name]) => attributeReference(name as string));
}

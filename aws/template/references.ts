import { objectOf } from './read-template';

/** Returns the names that a value refers to: logical ids, parameters and pseudo parameters. */
export function referencesIn(value: unknown): Set<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
}

/** Returns the export names in `Fn::ImportValue` of a value, as in the template. */
export function importsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(importsIn);
  return Object.entries(objectOf(value)).flatMap(([key, each]) =>
    key === 'Fn::ImportValue' ? [each] : importsIn(each),
  );
}

/** Matches the placeholders of `Fn::Sub`, but not `${!Literal}`. */
export const SUB_PLACEHOLDER = /\$\{([^!{}][^{}]*)\}/g;

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, found);
  for (const [key, each] of Object.entries(objectOf(value))) {
    if (key === 'Ref') found.add(String(each));
    else if (key === 'Fn::GetAtt') found.add(getAttOf(each)[0]);
    else {
      if (key === 'Fn::Sub') for (const name of namesInSub(each)) found.add(name);
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

function namesInSub(argument: unknown): string[] {
  const text = String(Array.isArray(argument) ? argument[0] : argument);
  return [...text.matchAll(SUB_PLACEHOLDER)].map(([, name]) => (name as string).split('.')[0] as string);
}

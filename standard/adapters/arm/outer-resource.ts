import { hasMarks, replaceMarks, Unresolved } from './expressions/arm-value';

const PREFIX = 'resource:';

/** Returns the id of a resource outside of a template, which the engine that deploys the template creates. */
export function outerResource(address: string): Unresolved {
  return new Unresolved(
    `${PREFIX}${address}`,
    `it is the id of ${address}, which is known only after the apply`,
  );
}

/** Returns the address of the resource outside of the template that an id identifies; `undefined` for another id. */
export function outerAddress(id: string): string | undefined {
  if (!hasMarks(id)) return undefined;
  let address: string | undefined;
  const rest = replaceMarks(id, (expression) => {
    if (expression.startsWith(PREFIX)) address = expression.slice(PREFIX.length);
    return '';
  });
  return rest === '' ? address : undefined;
}

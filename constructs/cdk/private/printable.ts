import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Reference,
  Stack,
  Token,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import {
  namedText,
  type ReadableJson,
  readableValue,
  withLongestTexts,
  withPlaceholders,
} from '../../../aws/template/readable-value';
import { referenceText, textsIn } from './readable-references';

/** Returns a name for messages: tokens become their values or placeholders such as `<value of export SharedBucket>`. */
export function displayName(scope: IConstruct, name: string): string {
  return Token.isUnresolved(name) ? String(printable(scope, name).value) : name;
}

/**
 * Returns a value for messages that is valid outside of the template: every function is evaluated, and each value that is
 * known only after deployment is a placeholder.
 */
export function printable(scope: IConstruct, value: unknown): ReadableJson {
  return withPlaceholders(readable(scope, value));
}

/** Returns a value in which each part that is known only after deployment has the maximum length. */
export function longest(scope: IConstruct, value: unknown): unknown {
  return withLongestTexts(readable(scope, value));
}

/** Prints JSON to add to a resource, with the placeholders to replace. The lead-in is a sentence without its end. */
export function printedJson(scope: IConstruct, leadIn: string, value: unknown): string {
  const { value: json, placeholders } = printable(scope, value);
  const replace = placeholders.length === 0 ? '' : `, and replace ${placeholders.join(' and ')}`;
  return `${leadIn}${replace}:\n${JSON.stringify(json, null, 2)}`;
}

function readable(scope: IConstruct, value: unknown): unknown {
  const json = Tokenization.resolve(value, { scope, resolver: new ReferenceResolver() });
  const stack = Stack.isStack(scope) || scope.node.scope ? Stack.of(scope) : undefined;
  return readableValue(json, stack ? textsIn(stack) : (name) => namedText(`value of ${name}`));
}

/** Resolves tokens to the functions of CloudFormation, and references to readable texts. */
class ReferenceResolver extends DefaultTokenResolver {
  constructor() {
    super({
      join: (left: unknown, right: unknown) => {
        if (left === undefined) return right;
        return right === undefined ? left : { 'Fn::Join': ['', [left, right]] };
      },
    });
  }

  override resolveToken(
    token: IResolvable,
    context: IResolveContext,
    postProcessor: IPostProcessor,
  ): unknown {
    if (Reference.isReference(token)) return referenceText(token);
    return super.resolveToken(token, context, postProcessor);
  }
}

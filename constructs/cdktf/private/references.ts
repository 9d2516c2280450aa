import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  TerraformDataSource,
  type TerraformElement,
  TerraformLocal,
  TerraformRemoteState,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
import type { Construct } from 'constructs';

/** A reference to an attribute of a construct of the app, in any stack. */
export interface ElementReference {
  /** Resource, data source, local value or remote state. */
  readonly element: TerraformElement;
  /** Path of the attribute after the address: `id`, `subnet.0.id`, `*.id` for all instances, `["key"].id` for one. */
  readonly attribute: string;
}

/** An expression, as it is written in one stack. */
export interface StackExpression {
  readonly stack: TerraformStack;
  readonly text: string;
  readonly references: readonly ReferenceToken[];
}

/**
 * Returns the construct that a value refers to. Returns undefined for literals, and for expressions that consist of more than
 * one reference to an attribute.
 */
export function referenceBehind(scope: Construct, value: string): ElementReference | undefined {
  const [only, ...others] = Token.isUnresolved(value) ? Tokenization.reverse(value) : [];
  if (!only || others.length > 0) return undefined;
  const { tokens, literals } = Tokenization.reverseString(value);
  return tokens.length === 1 && literals.length === 0 ? referenceOf(scope, only) : undefined;
}

/** Returns the construct that a token refers to. */
export function referenceOf(scope: Construct, token: IResolvable): ElementReference | undefined {
  const { stack, text, references } = expressionOf(scope, token);
  const [reference, ...others] = references;
  if (!reference || others.length > 0) return undefined;
  const { identifier } = reference;
  // a set of blocks is read by its index as a list
  const rest = [identifier, `tolist(${identifier})`]
    .filter((prefix) => text.startsWith(prefix))
    .map((prefix) => text.slice(prefix.length))[0];
  const [, address = '', path = ''] = /^((?:data\.)?[\w-]+\.[\w-]+)(?:\.(.*))?$/.exec(identifier) ?? [];
  const element = rest === undefined ? undefined : elementAt(stack, address);
  return element && { element, attribute: path + rest };
}

/** Returns the expression of a token in the stack that it refers to: equal tokens of two stacks have equal expressions. */
export function expressionOf(scope: Construct, token: IResolvable): StackExpression {
  const here = TerraformStack.of(scope);
  if (isReferenceToken(token)) {
    return { stack: token.originStack ?? here, text: token.identifier, references: [token] };
  }
  const expression = resolvedIn(here, token);
  const origins = new Set(expression.references.map(({ originStack }) => originStack));
  const [origin = here] = origins.size === 1 ? origins : [];
  return origin === here ? expression : resolvedIn(origin, token);
}

function resolvedIn(stack: TerraformStack, token: IResolvable): StackExpression {
  const resolver = new ReferenceCollector(new StringConcat());
  const text = String(Tokenization.resolve(token, { scope: stack, preparing: false, resolver }));
  return { stack, text: /^\$\{(.*)\}$/s.exec(text)?.[1] ?? text, references: [...resolver.references] };
}

/** A token that refers to an element, as CDKTF creates it for each attribute. */
export interface ReferenceToken extends IResolvable {
  readonly identifier: string;
  /** @default - the stack that the token is used in */
  readonly originStack?: TerraformStack;
}

function isReferenceToken(token: IResolvable): token is ReferenceToken {
  return typeof (token as Partial<ReferenceToken>).identifier === 'string';
}

class ReferenceCollector extends DefaultTokenResolver {
  readonly references = new Set<ReferenceToken>();

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor) {
    if (isReferenceToken(token)) this.references.add(token);
    return super.resolveToken(token, context, postProcessor);
  }
}

const ELEMENTS = new WeakMap<TerraformStack, Map<string, TerraformElement>>();

function elementAt(stack: TerraformStack, address: string): TerraformElement | undefined {
  const found = ELEMENTS.get(stack)?.get(address);
  if (found && addressOf(found) === address) return found;
  const all = stack.node.findAll().filter(isAddressed);
  const elements = new Map(all.map((element) => [addressOf(element), element]));
  ELEMENTS.set(stack, elements);
  return elements.get(address);
}

type Addressed = TerraformResource | TerraformDataSource | TerraformLocal | TerraformRemoteState;

function isAddressed(node: unknown): node is Addressed {
  return (
    TerraformResource.isTerraformResource(node) ||
    TerraformDataSource.isTerraformDataSource(node) ||
    node instanceof TerraformLocal ||
    node instanceof TerraformRemoteState
  );
}

/** Returns the address. It does not read `friendlyUniqueId`, after which the app could no longer override the logical id. */
function addressOf(element: TerraformElement): string {
  const { _logicalIdOverride: override } = element as unknown as { readonly _logicalIdOverride?: string };
  const id = override ?? element.cdktfStack.getLogicalId(element);
  if (element instanceof TerraformLocal) return `local.${id}`;
  if (element instanceof TerraformRemoteState) return `data.terraform_remote_state.${id}`;
  const { terraformResourceType: type } = element as TerraformResource | TerraformDataSource;
  return `${TerraformDataSource.isTerraformDataSource(element) ? 'data.' : ''}${type}.${id}`;
}

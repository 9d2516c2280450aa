import {
  type CfnResource,
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Reference,
  StringConcat,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The constructs that a value refers to, at any depth and through any number of tokens. */
export function targetsIn(value: unknown, scope: IConstruct): ReadonlySet<IConstruct> {
  const resolver = new TargetCollector();
  Tokenization.resolve(value, { scope, resolver, preparing: true });
  return resolver.targets;
}

/** The constructs that the properties of a resource refer to, also those that escape hatches set. */
export function targetsOf(resource: CfnResource): ReadonlySet<IConstruct> {
  // CDK has no public method that returns them
  const { cfnProperties, rawOverrides } = resource as unknown as Readonly<Record<string, unknown>>;
  return targetsIn([cfnProperties, rawOverrides], resource);
}

class TargetCollector extends DefaultTokenResolver {
  readonly targets = new Set<IConstruct>();

  constructor() {
    super(new StringConcat());
  }

  override resolveToken(
    token: IResolvable,
    context: IResolveContext,
    postProcessor: IPostProcessor,
  ): unknown {
    if (Reference.isReference(token)) this.targets.add(token.target);
    return super.resolveToken(token, context, postProcessor);
  }
}

import type { ArgumentSchema, BlockSchema, NestedBlockSchema, ProviderSchema } from './provider-schema';
import { valueProblems } from './value-type';

/** Arguments that Terraform accepts in every resource, data source and provider. */
const META_ARGUMENTS = new Set([
  '//',
  'alias',
  'connection',
  'count',
  'depends_on',
  'dynamic',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

type Content = { readonly [name: string]: unknown };

/**
 * Validates a synthesized stack against the schema of an azurerm release. Reports unknown, missing, deprecated and
 * read-only arguments, wrong nesting, and literals of a wrong type, one line each.
 */
export function schemaProblems(stack: Content, schema: ProviderSchema): string[] {
  const { release, whyMissing } = schema;
  const instances = [
    ...instancesOf(stack.resource, '', (type) => schema.resource(type)),
    ...instancesOf(stack.data, 'data.', (type) => schema.dataSource(type)),
    ...providersOf(stack.provider, schema.provider),
  ];
  return instances.flatMap(({ address, content, block }) => {
    if (block === undefined) return [`${address}: ${release} has no such type${whyMissing}`];
    const deprecated = block.deprecated ? [`${address}: ${release} deprecates the type`] : [];
    return [...deprecated, ...blockProblems(content, block).map((each) => `${address}${each} (${release})`)];
  });
}

/** A resource, data source or provider of a stack, with its schema. */
interface Instance {
  readonly address: string;
  readonly content: Content;
  readonly block: BlockSchema | undefined;
}

function instancesOf(
  types: unknown,
  prefix: string,
  blockOf: (type: string) => BlockSchema | undefined,
): Instance[] {
  return Object.entries((types ?? {}) as { [type: string]: { [name: string]: Content } })
    .filter(([type]) => type.startsWith('azurerm_'))
    .flatMap(([type, named]) =>
      Object.entries(named).map(([name, content]) => ({
        address: `${prefix}${type}.${name}`,
        content,
        block: blockOf(type),
      })),
    );
}

function providersOf(providers: unknown, block: BlockSchema): Instance[] {
  const { azurerm = [] } = (providers ?? {}) as { azurerm?: Content | readonly Content[] };
  return [azurerm].flat().map((content) => ({ address: 'provider.azurerm', content, block }));
}

/** Problems of the content of a block, each with its path, such as `.rule[0].name: is missing`. */
function blockProblems(content: Content, block: BlockSchema): string[] {
  const given = Object.entries(content).filter(
    ([name, value]) => value !== null && value !== undefined && !META_ARGUMENTS.has(name),
  );
  const names = new Set([...given.map(([name]) => name), ...dynamicBlocks(content)]);
  return [
    ...missing(names, block),
    ...given.flatMap(([name, value]) => {
      const nested = block.blocks[name];
      const argument = block.arguments[name];
      if (nested !== undefined) return nestedProblems(name, value, nested);
      if (argument !== undefined) return argumentProblems(name, value, argument);
      return [`.${name}: is unknown`];
    }),
  ];
}

/** Names of dynamic blocks. */
function dynamicBlocks({ dynamic }: Content): string[] {
  return Object.keys((dynamic ?? {}) as Content);
}

function missing(names: ReadonlySet<string>, block: BlockSchema): string[] {
  const required = [
    ...Object.keys(block.arguments).filter((name) => block.arguments[name]?.required),
    ...Object.keys(block.blocks).filter((name) => (block.blocks[name]?.min ?? 0) > 0),
  ];
  return required.filter((name) => !names.has(name)).map((name) => `.${name}: is missing`);
}

function argumentProblems(name: string, value: unknown, argument: ArgumentSchema): string[] {
  const { type, required, optional, deprecated } = argument;
  if (!required && !optional) return [`.${name}: is read-only`];
  return [
    ...(deprecated ? [`.${name}: is deprecated`] : []),
    ...valueProblems(value, type).map((each) => `.${name}${each}`),
  ];
}

function nestedProblems(name: string, value: unknown, block: NestedBlockSchema): string[] {
  const { min = 0, max = Number.POSITIVE_INFINITY } = block;
  const contents = [value].flat();
  const hasValue = contents.some((content) => typeof content !== 'object' || content === null);
  if (hasValue) return [`.${name}: expected a block, received a value`];
  if (contents.length < min)
    return [`.${name}: expected at least ${min} blocks, received ${contents.length}`];
  if (contents.length > max) return [`.${name}: expected at most ${max} blocks, received ${contents.length}`];
  return contents.flatMap((content, index) =>
    blockProblems(content as Content, block).map((each) => `.${name}[${index}]${each}`),
  );
}

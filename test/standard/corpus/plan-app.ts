import { SCHEMA } from '../../support/stand-in-provider/schema';
import type { CorpusApp } from './corpus-app';
import { AWS_PROVIDER, terraformResources } from './terraform-app';

/**
 * Returns a plan of the app in the output format of `terraform show -json`. A reference to another resource is an
 * unknown value, and the configuration contains its target. Source: Terraform, "JSON Output Format".
 */
export function planOf(app: CorpusApp): object {
  const resources = Object.entries(terraformResources(app)).flatMap(([type, all]) =>
    Object.entries(all).map(([name, contents]) => ({
      type,
      name,
      contents: contents as Record<string, unknown>,
    })),
  );
  return {
    format_version: '1.2',
    terraform_version: '1.14.0',
    planned_values: { root_module: {} },
    resource_changes: resources.map(({ type, name, contents }) => ({
      address: `${type}.${name}`,
      mode: 'managed',
      type,
      name,
      change: {
        actions: ['create'],
        before: null,
        after: planned(withoutReferences(contents), true),
        after_unknown: { ...computedArguments(type, contents), ...(unknownMarks(contents) as object) },
      },
    })),
    configuration: {
      provider_config: { aws: providerConfiguration() },
      root_module: {
        resources: resources.map(({ type, name, contents }) => ({
          address: `${type}.${name}`,
          mode: 'managed',
          type,
          name,
          expressions: expressionsOf(contents),
        })),
      },
    },
  };
}

/** Returns the arguments that the provider computes. Their values are unknown in a plan. */
function computedArguments(type: string, contents: Readonly<Record<string, unknown>>): object {
  const { arguments: args = {}, blocks = {} } = SCHEMA[type] ?? {};
  return Object.fromEntries(
    Object.entries({ ...args, ...blocks }).flatMap(([name, { computed }]) =>
      computed && contents[name] === undefined ? [[name, true]] : [],
    ),
  );
}

function providerConfiguration(): object {
  return {
    name: 'aws',
    expressions: Object.fromEntries(
      Object.entries(AWS_PROVIDER).map(([name, value]) => [name, { constant_value: value }]),
    ),
  };
}

/** Returns a reference in a text, which can continue after it. */
function referenceIn(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\$\{([^}]+)\}/.exec(value)?.[1] : undefined;
}

/** Removes the arguments with references, whose values are unknown. */
function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) =>
      referenceIn(each) === undefined ? [[key, withoutReferences(each)]] : [],
    ),
  );
}

/** Returns `true` for each argument with a reference, below the arguments and blocks that contain it. */
function unknownMarks(value: unknown): unknown {
  if (referenceIn(value) !== undefined) return true;
  if (Array.isArray(value)) return value.map((each) => unknownMarks(each) ?? {});
  if (typeof value !== 'object' || value === null) return undefined;
  const marks = Object.entries(value).flatMap(([key, each]) => {
    const mark = unknownMarks(each);
    return mark === undefined ? [] : [[key, mark]];
  });
  return Object.fromEntries(marks);
}

/** Returns the expressions of arguments and blocks. */
function expressionsOf(value: unknown): object {
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => {
      const reference = referenceIn(each);
      const whole = reference?.split('.').slice(0, 2).join('.');
      if (reference !== undefined) return [key, { references: [reference, whole] }];
      const blocks = [each].flat();
      return blocks.every((block) => typeof block === 'object' && block !== null)
        ? [key, blocks.map(expressionsOf)]
        : [key, { constant_value: planned(each) }];
    }),
  );
}

/** Converts a value to its form in a plan: a single block becomes a list, and text loses its escapes. */
function planned(value: unknown, isResource = false): unknown {
  if (typeof value === 'string') return value.split('$${').join('${');
  if (Array.isArray(value)) return value.flatMap((each) => planned(each));
  if (typeof value !== 'object' || value === null) return value;
  const block = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, planned(each)]));
  return isResource ? block : [block];
}

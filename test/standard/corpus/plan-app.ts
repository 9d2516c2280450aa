import { SCHEMA } from '../../support/stand-in-provider/schema';
import type { CorpusApp } from './corpus-app';
import { terraformResources } from './terraform-app';

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
        after: Object.fromEntries(
          Object.entries(contents).flatMap(([key, value]) =>
            referenceIn(value) ? [] : [[key, planned(value)]],
          ),
        ),
        after_unknown: {
          ...computedArguments(type, contents),
          ...Object.fromEntries(
            Object.entries(contents).flatMap(([key, value]) => (referenceIn(value) ? [[key, true]] : [])),
          ),
        },
      },
    })),
    configuration: {
      root_module: {
        resources: resources.map(({ type, name, contents }) => ({
          address: `${type}.${name}`,
          mode: 'managed',
          type,
          name,
          expressions: Object.fromEntries(
            Object.entries(contents).map(([key, value]) => {
              const reference = referenceIn(value);
              const whole = reference?.split('.').slice(0, 2).join('.');
              return [
                key,
                reference ? { references: [reference, whole] } : { constant_value: planned(value) },
              ];
            }),
          ),
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

function referenceIn(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\$\{([^}]+)\}$/.exec(value)?.[1] : undefined;
}

/** Converts a value to its form in a plan: a single block becomes a list, and text loses its escapes. */
function planned(value: unknown): unknown {
  if (typeof value === 'string') return value.split('$${').join('${');
  if (Array.isArray(value)) return value.flatMap(planned);
  if (typeof value !== 'object' || value === null) return value;
  const block = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, planned(each)]));
  return [block];
}

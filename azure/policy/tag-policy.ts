/** A built-in policy definition. */
export interface BuiltInPolicy {
  readonly name: string;
  /** Last part of the id of the definition. It is the same in every tenant. */
  readonly id: string;
}

/**
 * Built-in policies that deny resources without a tag.
 *
 * Source: Azure Policy documentation, "Azure Policy built-in definitions", tags.
 */
export const TAG_POLICIES: readonly BuiltInPolicy[] = [
  { name: 'Require a tag on resources', id: '871b6d14-10aa-478d-b590-94f262ecfa99' },
  { name: 'Require a tag and its value on resources', id: '1e30110a-5ceb-460c-a204-c1c3969c6d62' },
];

/** Whether a name or id of a policy definition is that of a built-in one that denies resources without a tag. */
export function isTagPolicy(nameOrId: string): boolean {
  const last = nameOrId.split('/').at(-1)?.toLowerCase();
  return TAG_POLICIES.some(({ name, id }) => id === last || name.toLowerCase() === nameOrId.toLowerCase());
}

/**
 * Whether the rule of a policy definition, as JSON, denies resources by their tags. A rule on resource groups only is not one,
 * nor is a rule whose effect is a parameter.
 *
 * Source: Azure Policy documentation, "Azure Policy definition structure - policy rule".
 */
export function deniesUntagged(ruleJson: string): boolean {
  const { if: condition, then: action } = parsed(ruleJson);
  const { effect } = (action ?? {}) as { readonly effect?: unknown };
  if (String(effect).toLowerCase() !== 'deny') return false;
  const fields = valuesOf(condition, 'field');
  const isOnGroups = valuesOf(condition, 'equals').some((type) => GROUP_TYPE.test(type));
  return !isOnGroups && fields.some((field) => TAG_FIELD.test(field));
}

const GROUP_TYPE = /^Microsoft\.Resources\/subscriptions\/resourceGroups$/i;

/** `tags`, `tags.name`, `tags['name']`, or `[concat('tags[', parameters('tagName'), ']')]`. */
const TAG_FIELD = /^(\[concat\('tags\[|tags(\.|\[|$))/i;

interface PolicyRule {
  readonly if?: unknown;
  readonly then?: unknown;
}

function parsed(json: string): PolicyRule {
  try {
    return (JSON.parse(json) ?? {}) as PolicyRule;
  } catch {
    return {};
  }
}

/** All texts with a key, at any depth. */
function valuesOf(condition: unknown, key: string): string[] {
  if (typeof condition !== 'object' || condition === null) return [];
  return Object.entries(condition).flatMap(([name, value]) =>
    name === key && typeof value === 'string' ? [value] : valuesOf(value, key),
  );
}

import { objectOf } from '../../../aws/template/read-template';
import { joined, mapParts, type PartialText, unknownText } from '../../../flows/partial-text';
import { unknown } from '../../facts';
import { jsonWithUnknowns } from './json-with-unknowns';

type Json = Readonly<Record<string, unknown>>;

/** An expression `${...}`. A dollar sign before it makes the escaped form `$${...}`. */
const EXPRESSION = /(\$?)\$\{([^{}]*)\}/g;
/** An attribute of a resource or of a data source. */
const ATTRIBUTE = /^(?:data\.)?[a-z]\w*\.[\w-]+(?:\[[^\]]*\])?\.\w+$/;

/** Returns a text of a configuration. Each expression is an unknown part, whose id is the attribute that it refers to. */
function textWithReferences(text: string): PartialText {
  const parts: PartialText[] = [];
  let end = 0;
  for (const match of text.matchAll(EXPRESSION)) {
    const [whole, dollar, inner = ''] = match;
    if (dollar !== '') continue;
    const expression = inner.trim();
    parts.push(text.slice(end, match.index));
    parts.push(
      unknownText(
        `${expression} is known only after the apply`,
        ATTRIBUTE.test(expression) ? expression : undefined,
      ),
    );
    end = match.index + whole.length;
  }
  const all = joined(...parts, text.slice(end));
  return mapParts(all, (part) => part.replaceAll('$${', () => '${').replaceAll('%%{', '%{'));
}

/**
 * Returns the policy that a data source `aws_iam_policy_document` creates. Source: Terraform provider of AWS,
 * `aws_iam_policy_document`.
 */
export function policyOfData(data: Json): unknown {
  const { statement, source_policy_documents: sources, override_policy_documents: overrides } = data;
  const statements: unknown[] = listOf(statement).map((each) => statementOf(objectOf(each)));
  for (const source of listOf(sources)) {
    const found =
      typeof source === 'string'
        ? objectOf(jsonWithUnknowns(textWithReferences(source))).Statement
        : undefined;
    statements.push(...(Array.isArray(found) ? found : [unknown('a source document is unknown')]));
  }
  if (listOf(overrides).length > 0) statements.push(unknown('an override document is not evaluated'));
  return { Statement: statements };
}

function statementOf(block: Json): unknown {
  const conditions = new Map<string, Record<string, unknown>>();
  for (const each of listOf(block.condition)) {
    const { test, variable, values } = objectOf(each);
    const keys = conditions.get(String(test)) ?? {};
    keys[String(variable)] = texts(values);
    conditions.set(String(test), keys);
  }
  const elements = {
    Action: block.actions,
    NotAction: block.not_actions,
    Resource: block.resources,
    NotResource: block.not_resources,
  };
  return {
    ...(typeof block.sid === 'string' && block.sid !== '' && { Sid: block.sid }),
    Effect: typeof block.effect === 'string' ? textWithReferences(block.effect) : 'Allow',
    ...principals('Principal', block.principals),
    ...principals('NotPrincipal', block.not_principals),
    ...Object.fromEntries(
      Object.entries(elements).flatMap(([name, value]) =>
        isEmpty(value) ? [] : [[name, texts(value)] as const],
      ),
    ),
    ...(conditions.size > 0 && { Condition: Object.fromEntries(conditions) }),
  };
}

function principals(name: string, blocks: unknown): object {
  const all = listOf(blocks).map(objectOf);
  if (all.length === 0) return {};
  if (all.some(({ type }) => type === '*')) return { [name]: '*' };
  const byType = new Map<string, unknown[]>();
  for (const { type, identifiers } of all)
    byType.set(String(type), [...(byType.get(String(type)) ?? []), texts(identifiers)]);
  return { [name]: Object.fromEntries([...byType].map(([type, names]) => [type, names.flat()])) };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function listOf(value: unknown): readonly unknown[] {
  return isEmpty(value) ? [] : [value].flat();
}

/** Policy variables are written as `&{...}`, because `${...}` is an expression. */
function texts(value: unknown): unknown {
  return listOf(value).map((each) =>
    typeof each === 'string'
      ? mapParts(textWithReferences(each), (part) => part.replaceAll('&{', () => '${'))
      : typeof each === 'object'
        ? unknown('it is not a text')
        : String(each),
  );
}

import { isPartialText, type PartialText, unknownText } from '../../../flows/partial-text';
import { type Unknown, unknown } from '../../../flows/value';
import type { PolicyStatement, Principals } from './statement';

const TEXT_ELEMENTS = ['Action', 'NotAction', 'Resource', 'NotResource'] as const;

/**
 * Reads the statements of a policy document. Values that are not valid are unknown, so that the evaluation of an invalid
 * policy is undecided.
 *
 * @param document the parsed JSON; each text in it can be a `PartialText`, and each value an `Unknown`
 */
export function statementsOf(document: unknown): (PolicyStatement | Unknown)[] {
  if (isUnknown(document)) return [document];
  const { Statement } = recordOf(document) ?? {};
  if (Statement === undefined) return [unknown('the policy has no statements')];
  return [Statement].flat(2).map(statementOf);
}

function statementOf(json: unknown): PolicyStatement | Unknown {
  if (isUnknown(json)) return json;
  const record = recordOf(json);
  if (!record) return unknown('it is not an object');
  const statement: Record<string, unknown> = { ...record };
  for (const element of TEXT_ELEMENTS) {
    if (element in record) statement[element] = textsOf(record[element]);
  }
  for (const element of ['Principal', 'NotPrincipal']) {
    if (element in record) statement[element] = principalsOf(record[element]);
  }
  statement.Effect = textOf(record.Effect);
  if (record.Sid !== undefined) statement.Sid = textOf(record.Sid);
  return statement as unknown as PolicyStatement;
}

function principalsOf(json: unknown): Principals {
  if (json === '*') return '*';
  const record = isPartialText(json) ? undefined : recordOf(json);
  if (!record || isUnknown(json)) return { AWS: textOf(json), Service: textOf(json) };
  return Object.fromEntries(Object.entries(record).map(([type, names]) => [type, textsOf(names)]));
}

function textsOf(json: unknown): PartialText[] {
  return [json].flat(2).map(textOf);
}

function textOf(json: unknown): PartialText {
  if (isPartialText(json)) return json;
  return unknownText(isUnknown(json) ? json.reason : 'it is not a text');
}

function isUnknown(json: unknown): json is Unknown {
  return recordOf(json)?.known === false;
}

function recordOf(json: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : undefined;
}

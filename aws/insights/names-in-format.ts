import type { FlowField } from '../fields';
import type { LogFormat } from '../format';
import { insightsName } from './query-text';

/** Returns the name of a field in the queries for one format, undefined if the format lacks it. */
export type NameOf = (field: FlowField) => string | undefined;

export function namesIn(format: LogFormat): NameOf {
  return (field) => (format.has(field.name) ? insightsName(field) : undefined);
}

/** Returns the parts that exist, joined. */
export function joined(separator: string, parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}

/** Returns a command with its values, undefined without values. */
export function command(name: string, values: readonly (string | undefined)[]): string | undefined {
  const text = joined(', ', values);
  return text === '' ? undefined : `${name} ${text}`;
}

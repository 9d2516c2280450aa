import { filterDefinition } from './catalogue';
import { FilterError, invalidValue } from './filter-error';
import type { FilterValues } from './filter-values';
import {
  parseAddress,
  parseBytes,
  parseCloud,
  parseCount,
  parseDuration,
  parsePorts,
  parseTime,
} from './parse-value';
import { QuestionFilter } from './question-filter';

/** Texts of each filter, as the user gave them. A text of a list can contain several values with commas. */
export type FilterTexts = Readonly<Partial<Record<QuestionFilter, readonly string[]>>>;

/** Separates the values of a text. No value contains a comma. */
const SEPARATOR = ',';

/**
 * Parses filters from texts.
 *
 * @param now - end of the duration of `since`
 * @throws FilterError that states the option, the value and a valid value
 */
export function parseFilters(texts: FilterTexts, now: Date): FilterValues {
  const first = <T>(name: QuestionFilter, parse: (filter: QuestionFilter, text: string) => T) => {
    const [value] = valuesOf(name, texts[name] ?? []);
    return value === undefined ? undefined : parse(name, value);
  };
  const all = <T>(name: QuestionFilter, parse: (filter: QuestionFilter, text: string) => T) => {
    const given = texts[name];
    return given && valuesOf(name, given).map((value) => parse(name, value));
  };
  const text = (_: QuestionFilter, value: string) => value;
  const since = first(QuestionFilter.SINCE, parseDuration);
  const from = first(QuestionFilter.FROM, (name, value) => parseTime(name, value, false));
  const to = first(QuestionFilter.TO, (name, value) => parseTime(name, value, true));
  if (since !== undefined && from) {
    throw new FilterError(
      QuestionFilter.SINCE,
      `and --${QuestionFilter.FROM} are both given: give one of them`,
    );
  }
  return withoutUndefined({
    ...checkedRange(since === undefined ? from : new Date(now.getTime() - since), to),
    clouds: all(QuestionFilter.CLOUD, parseCloud),
    accounts: all(QuestionFilter.ACCOUNT, text),
    networks: all(QuestionFilter.NETWORK, text),
    interfaces: all(QuestionFilter.INTERFACE, text),
    flowLogs: all(QuestionFilter.FLOW_LOG, text),
    addresses: all(QuestionFilter.ADDRESS, parseAddress),
    ports: all(QuestionFilter.PORT, parsePorts),
    limit: first(QuestionFilter.LIMIT, parseCount),
    minBytes: first(QuestionFilter.MIN_BYTES, parseBytes),
    internalNetworks: all(QuestionFilter.INTERNAL_NETWORKS, parseAddress),
  });
}

function valuesOf(name: QuestionFilter, texts: readonly string[]): string[] {
  const { isList } = filterDefinition(name);
  const values = texts
    .flatMap((text) => (isList ? text.split(SEPARATOR) : [text]))
    .map((text) => text.trim());
  const control = values.find((value) => /\p{Cc}/u.test(value));
  if (control !== undefined) throw invalidValue(name, control, 'contains a control character');
  if (values.includes('')) throw invalidValue(name, texts.join(SEPARATOR), 'has an empty value');
  if (!isList && values.length > 1)
    throw new FilterError(name, `is given ${values.length} times: give it once`);
  return values;
}

function checkedRange(from: Date | undefined, to: Date | undefined): Pick<FilterValues, 'from' | 'to'> {
  if (from && to && from >= to) {
    throw new FilterError(
      QuestionFilter.TO,
      `${to.toISOString()} is not after the start of the range, ${from.toISOString()}`,
    );
  }
  return { from, to };
}

function withoutUndefined(values: { [K in keyof FilterValues]: FilterValues[K] | undefined }): FilterValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

import { comparisons, Match } from '../comparisons';
import { KqlSeverity } from '../problem';
import type { KqlRule } from './rule';

const NUMBERS: ReadonlySet<string> = new Set(['int', 'long', 'real', 'decimal']);

export const NUMBER_AS_TEXT: KqlRule = {
  id: 'number-as-text',
  title: 'A number is compared with a number',
  why:
    'The language service accepts DestPort == "443", although DestPort is an int. Source: Kusto Query Language ' +
    'documentation, "Numerical operators", which compare numbers with numbers.',
  check: (query) =>
    comparisons(query)
      // the language service reports all other operators
      .filter(
        ({ type, match, isCaseSensitive }) => NUMBERS.has(type) && match === Match.WHOLE && isCaseSensitive,
      )
      .flatMap(({ name, type, operator, literals }) =>
        literals
          .filter(({ isString }) => isString)
          .map(({ value, offset }) => ({
            severity: KqlSeverity.ERROR,
            message: `${name} ${operator} ${JSON.stringify(value)} compares a number (${type}) with a string: ${hint(name, String(value))}`,
            offset,
          })),
      ),
};

function hint(name: string, value: string): string {
  return /^-?\d+(\.\d+)?$/.test(value)
    ? `write ${value} without quotes`
    : `write a number, or tostring(${name})`;
}

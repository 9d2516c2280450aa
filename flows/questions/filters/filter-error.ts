import { filterDefinition } from './catalogue';
import type { QuestionFilter } from './question-filter';

/** A filter that a query cannot have. The message names the filter by its option, the value, and a valid value. */
export class FilterError extends Error {
  override readonly name = 'FilterError';

  constructor(filter: QuestionFilter, problem: string) {
    super(`--${filter} ${problem}: expected a value such as ${filterDefinition(filter).sample}`);
  }
}

/** The error of a value that is not valid. */
export function invalidValue(filter: QuestionFilter, value: string, problem: string): FilterError {
  return new FilterError(filter, `${JSON.stringify(value)} ${problem}`);
}

import { filterDefinition } from './catalogue';
import type { QuestionFilter } from './question-filter';

/** A filter that a query cannot have. The message names the filter by its option, and states the problem and the fix. */
export class FilterError extends Error {
  override readonly name = 'FilterError';

  constructor(filter: QuestionFilter, problem: string) {
    super(`--${filter} ${problem}`);
  }
}

/** The error of a value that is not valid, with a valid value. */
export function invalidValue(filter: QuestionFilter, value: string, problem: string): FilterError {
  const { sample } = filterDefinition(filter);
  return new FilterError(filter, `${JSON.stringify(value)} ${problem}: expected a value such as ${sample}`);
}

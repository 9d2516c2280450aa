import { type Command, Option } from 'commander';
import type { SqlQuestion } from '../../flows/questions';
import {
  type FilterCondition,
  FilterError,
  type FilterTexts,
  filterConditions,
  filteredSql,
  inNetworks,
  parseFilters,
  QUESTION_FILTERS,
  recordConditions,
  valuesToRead,
} from '../../flows/questions/filters';
import { Relation } from '../../flows/relations';
import type { TableOptions } from '../engine/table-views';
import { UserError } from '../user-error';

/** The schema of the tables and views in DuckDB. */
const SCHEMA = 'main';

/** A saved question with filters. */
export interface FilteredQuery {
  readonly sql: string;
  readonly texts: FilterTexts;
  /** Conditions that a record meets if it matches the filters, one by one. */
  readonly conditions: readonly FilterCondition[];
  readonly tables: TableOptions;
}

/** Texts of the filters by the names that commander gives to their options. */
type FilterOptions = Readonly<Partial<Record<string, readonly string[]>>>;

/** Adds an option for each filter. A text arrives as an item of a list, so that a second value is noticed. */
export function addFilterOptions(command: Command): Command {
  command.optionsGroup('Filters of --question:');
  for (const { name, placeholder, about, isList } of QUESTION_FILTERS) {
    const description = isList ? `${about} (a list with commas, or repeatable)` : about;
    const option = new Option(`--${name} <${placeholder}>`, description);
    command.addOption(option.argParser((text: string, texts: readonly string[] = []) => [...texts, text]));
  }
  return command.optionsGroup('Options:');
}

/** Returns the texts of the filters of a call. */
export function filterTexts(options: object): FilterTexts {
  const texts = QUESTION_FILTERS.map(
    ({ name }) => [name, (options as FilterOptions)[optionKey(name)]] as const,
  );
  return Object.fromEntries(texts.filter(([, values]) => values !== undefined));
}

/**
 * Returns the query of a question with the filters of a call.
 *
 * @throws UserError that states the option, the value, and a valid value
 */
export function filteredQuery(question: SqlQuestion, texts: FilterTexts): FilteredQuery {
  try {
    const values = parseFilters(texts, new Date());
    const { internalNetworks, accounts, networks, interfaces, flowLogs } = values;
    return {
      texts,
      sql: filteredSql(question, values, SCHEMA),
      conditions: filterConditions(Relation.FLOWS, values),
      tables: {
        records: recordConditions(valuesToRead(question, values)),
        only: question.from,
        inSteps: question.select.startsWith('with '),
        lists: [accounts, networks, interfaces, flowLogs].some((places) => places !== undefined),
        ...(internalNetworks && { isOurs: (address: string) => inNetworks(address, internalNetworks) }),
      },
    };
  } catch (error) {
    if (error instanceof FilterError) throw new UserError(error.message);
    throw error;
  }
}

/** The name that commander gives to the value of an option: `flowLog` for `--flow-log`. */
function optionKey(name: string): string {
  return new Option(`--${name} <value>`).attributeName();
}

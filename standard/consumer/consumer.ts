import type { FlowField } from '../../aws/fields';
import { filledColumns } from '../../aws/format/filled-columns';
import { FLOW_COLUMNS } from '../../flows/columns';
import { QUESTIONS } from '../../flows/questions';

/** What readers can use from records with a log format. */
export interface Readable {
  /** Columns of the table that can have values. */
  readonly columns: readonly string[];
  /** OCSF 4001 attributes that can have values. */
  readonly attributes: readonly string[];
  /** Names of the saved queries whose columns are filled. */
  readonly questions: readonly string[];
}

const NO_ATTRIBUTE = 'unmapped';

/** Returns what readers can use from records with these fields. */
export function readableOf(fields: readonly FlowField[], isTransitGateway: boolean): Readable {
  const filled = filledColumns(fields);
  const columns = FLOW_COLUMNS.filter(({ name }) => filled.has(name as never));
  const logType = isTransitGateway ? 'tgw' : 'vpc';
  return {
    columns: columns.map(({ name }) => name),
    attributes: [...new Set(columns.flatMap(({ ocsf }) => ocsf.split(', ')))].filter(
      (attribute) => attribute !== NO_ATTRIBUTE,
    ),
    questions: QUESTIONS.filter(
      ({ needs, logTypes }) =>
        needs.every((column) => filled.has(column)) && (logTypes === undefined || logTypes.includes(logType)),
    ).map(({ name }) => name),
  };
}

/** Returns what readers lose by a change. */
export function lostBetween(before: Readable, after: Readable): Readable {
  return {
    columns: without(before.columns, after.columns),
    attributes: without(before.attributes, after.attributes),
    questions: without(before.questions, after.questions),
  };
}

function without(all: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return all.filter((each) => !known.has(each));
}

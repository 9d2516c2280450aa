import type { ColumnName } from '../flows/columns';
import { ENRICHMENT_COLUMNS } from '../flows/enrichment/enrichment-columns';
import type { SqlQuestion } from '../flows/questions';
import type { LogFormat } from './format';
import { filledColumns } from './format/filled-columns';

/** Returns the columns that a question needs and that records of a format leave empty. */
export function missingColumns({ needs }: SqlQuestion, format: LogFormat): readonly ColumnName[] {
  const filled = filledColumns(format.fields);
  return needs.filter((name) => !filled.has(name));
}

/**
 * Returns what a question needs and records of a format lack: columns, or another kind of flow log.
 *
 * @param isEnriched - whether the normalizer fills the enrichment columns
 */
export function lackingFor(question: SqlQuestion, format: LogFormat, isEnriched = false): readonly string[] {
  const logType = format.isTransitGateway ? 'tgw' : 'vpc';
  const { logTypes = [logType] } = question;
  if (!logTypes.includes(logType)) return [`flow logs of the kind ${logTypes.join(' or ')}`];
  const missing = missingColumns(question, format);
  return isEnriched ? missing.filter((name) => !ENRICHMENT_COLUMNS.includes(name)) : missing;
}

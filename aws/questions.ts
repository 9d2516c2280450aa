import type { ColumnName } from '../flows/columns';
import type { SqlQuestion } from '../flows/questions';
import type { LogFormat } from './format';

/** Columns that are derived from others, each with those it can come from. */
const DERIVED: Partial<Record<ColumnName, readonly ColumnName[]>> = {
  encryption: ['encryption_status'],
  initiator: ['tcp_flags'],
  ip_version: ['type', 'src_addr', 'dst_addr'],
};

/** Columns that a question needs and that records of a format leave empty; none, if the format can answer it. */
export function missingColumns(question: SqlQuestion, format: LogFormat): readonly ColumnName[] {
  const written = new Set<ColumnName>(format.fields.map(({ column }) => column));
  return question.needs.filter(
    (name) => !written.has(name) && !DERIVED[name]?.some((source) => written.has(source)),
  );
}

/** All that a question needs and records of a format do not have, in words; none, if the format can answer it. */
export function lackingFor(question: SqlQuestion, format: LogFormat): readonly string[] {
  const logType = format.isTransitGateway ? 'tgw' : 'vpc';
  const { logTypes = [logType] } = question;
  if (!logTypes.includes(logType)) return [`flow logs of the kind ${logTypes.join(' or ')}`];
  return missingColumns(question, format);
}

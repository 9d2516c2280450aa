import type { Fact, SourceLine } from '../facts';
import type { Finding } from '../finding';
import type { ReportInput } from './reporter';

/** Where a finding is best looked at: the user's own line, else the artifact's. */
export function placeOf(
  finding: Finding,
  input: Pick<ReportInput, 'lineOf' | 'standard'>,
): SourceLine | undefined {
  const { subject, at, related } = finding;
  if (!subject) {
    const [first] = related;
    return (
      first?.source ??
      (input.standard.file === undefined ? undefined : { file: input.standard.file, line: 1 })
    );
  }
  return factPlace(subject, input, at);
}

/** Where a fact is best looked at. */
export function factPlace(
  { where }: Fact,
  { lineOf }: Pick<ReportInput, 'lineOf'>,
  at?: string,
): SourceLine | undefined {
  if (where.source) return where.source;
  const pointer = `${where.pointer ?? ''}${at === undefined ? '' : `/${at.replaceAll('.', '/')}`}`;
  return { file: where.artifact, line: lineOf(where.artifact, pointer) ?? 1 };
}

export function shownPlace({ file, line, column }: SourceLine): string {
  return [file, line, ...(column === undefined ? [] : [column])].join(':');
}

import type { Fact, SourceLocation } from '../facts';
import type { Finding } from '../finding';
import type { ReportInput } from './reporter';

/** Returns the source line of a finding, or its line in the artifact. */
export function locationOf(
  finding: Finding,
  input: Pick<ReportInput, 'lineOf' | 'standard'>,
): SourceLocation | undefined {
  const { subject, at, related, place } = finding;
  if (!subject) {
    const [first] = related;
    return (
      first?.source ??
      (input.standard.file === undefined ? undefined : { file: input.standard.file, line: 1 })
    );
  }
  return place ? factLocation(place.fact, input, place.at) : factLocation(subject, input, at);
}

/** Returns the source line of a resource, or its line in the artifact. */
export function factLocation(
  { where }: Fact,
  { lineOf }: Pick<ReportInput, 'lineOf'>,
  at?: string,
): SourceLocation | undefined {
  if (where.source) return where.source;
  const pointer = `${where.pointer ?? ''}${at === undefined ? '' : `/${at.replaceAll('.', '/')}`}`;
  return { file: where.artifact, line: lineOf(where.artifact, pointer) ?? 1 };
}

export function formatLocation({ file, line, column }: SourceLocation): string {
  return [file, line, ...(column === undefined ? [] : [column])].join(':');
}

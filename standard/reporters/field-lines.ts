import { FieldChange, type FieldDifference } from '../change/field-differences';

/** Unchanged fields that a report shows before and after a change. */
const CONTEXT = 2;

/** One line of the difference between two log formats. */
export interface FieldLine {
  /** `+`, `-`, `!` (moved), a space, or `@` for omitted fields. */
  readonly sign: '+' | '-' | '!' | ' ' | '@';
  readonly text: string;
}

const CHANGED: Readonly<Record<FieldChange, (field: FieldDifference) => FieldLine>> = {
  [FieldChange.KEPT]: ({ name }) => ({ sign: ' ', text: name }),
  [FieldChange.REMOVED]: ({ name, before }) => ({ sign: '-', text: `${name}  (was at ${before})` }),
  [FieldChange.APPENDED]: ({ name, after }) => ({ sign: '+', text: `${name}  (at the end, ${after})` }),
  [FieldChange.INSERTED]: ({ name, after }) => ({
    sign: '+',
    text: `${name}  (inserted at ${after}: all later fields move)`,
  }),
  [FieldChange.MOVED]: ({ name, before, after }) => ({
    sign: '!',
    text: `${name}  (moved from ${before} to ${after})`,
  }),
};

/** Returns the lines of a difference, with a few unchanged fields around each change. */
export function fieldLines(fields: readonly FieldDifference[]): FieldLine[] {
  const near = fields.map((_, index) =>
    fields
      .slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1)
      .some(({ change }) => change !== FieldChange.KEPT),
  );
  const lines: FieldLine[] = [];
  let omitted = 0;
  const flush = () => {
    if (omitted > 0)
      lines.push({ sign: '@', text: `@ ${omitted} unchanged ${omitted === 1 ? 'field' : 'fields'} @@` });
    omitted = 0;
  };
  for (const [index, field] of fields.entries()) {
    if (!near[index]) omitted += 1;
    else {
      flush();
      lines.push(CHANGED[field.change](field));
    }
  }
  flush();
  return lines;
}

/** `- tcp-flags  (was at 5)`, or `@@ 12 unchanged fields @@`. */
export function fieldLineText({ sign, text }: FieldLine): string {
  return sign === '@' ? `@${text}` : `${sign} ${text}`;
}

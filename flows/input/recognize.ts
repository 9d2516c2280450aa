import type { Beginning } from './beginning';
import { InputError, InputErrorCode } from './input-error';
import type { ForeignForm, FormDecision, InputForm } from './input-form';

/** A form, and why a beginning is of this form. */
export interface Recognized<Form> {
  readonly form: Form;
  readonly reason: string;
}

/** Returns the first form that recognizes a beginning; undefined if none does. */
export function recognize<Form extends InputForm | ForeignForm>(
  beginning: Beginning,
  forms: readonly Form[],
): Recognized<Form> | undefined {
  for (const form of forms) {
    const reason = form.recognizes(beginning);
    if (reason !== undefined) return { form, reason };
  }
  return undefined;
}

/** @throws InputError if a beginning is that of a file that is no flow log */
export function rejectForeign(beginning: Beginning, forms: readonly ForeignForm[]): void {
  const found = recognize(beginning, forms);
  if (!found) return;
  const { form, reason } = found;
  throw new InputError(
    InputErrorCode.NOT_A_FLOW_LOG,
    `expected a flow log, received ${form.title} (${reason}). ${form.advice}`,
  );
}

/** The decision as plain data. */
export function decisionOf(
  { form: { id, title, cloud }, reason }: Recognized<InputForm>,
  layers: readonly string[],
): FormDecision {
  return { id, title, cloud, reason, layers };
}

/** Yes, no, or `undefined` where it can not be told. */
export type Ternary = boolean | undefined;

/** No if one is no; yes if all are; else open. */
export function allOf(answers: readonly Ternary[]): Ternary {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Yes if one is yes; no if all are; else open. */
export function anyOf(answers: readonly Ternary[]): Ternary {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

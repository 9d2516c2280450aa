/** The longest of several periods; `undefined` if none is given. */
export function mostDays(all: readonly (number | undefined)[]): number | undefined {
  const given = all.filter((days) => days !== undefined);
  return given.length === 0 ? undefined : Math.max(...given);
}

/** The greatest of several numbers; `undefined` if none is given. */
export function greatest(all: readonly (number | undefined)[]): number | undefined {
  const given = all.filter((each) => each !== undefined);
  return given.length === 0 ? undefined : Math.max(...given);
}

/** The least of several numbers; `undefined` if none is given. */
export function least(all: readonly (number | undefined)[]): number | undefined {
  const given = all.filter((each) => each !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}

/** The directory of package.json. */
export const ROOT: string;

/** An entry point: the name that users import after `cloud-flow-logs/`, and its source file, from the root. */
export const ENTRY_POINTS: readonly { readonly name: string; readonly source: string }[];

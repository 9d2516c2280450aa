/** Default name of the file of a standard. */
export const STANDARD_FILE = 'flow-log-standard.yaml';

/** Help of the argument that names a standard. */
export const STANDARD_ARGUMENT = `standard; default: ${STANDARD_FILE} in this directory or above`;

import { join } from 'node:path';

/** Zip file of the bundled Azure function. It is beside this file in the sources and in the published package. */
export const FUNCTION_ARCHIVE = join(__dirname, 'function.zip');

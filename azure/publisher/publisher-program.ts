import { join } from 'node:path';

/** Bundled program that publishes the Azure function. It is beside this file in the sources and in the published package. */
export const PUBLISHER_PROGRAM = join(__dirname, 'publish.cjs');

import { join } from 'node:path';

/** Bundled program that publishes the Azure function. It is below this file in the sources and in the published package. */
export const PUBLISHER_PROGRAM = join(__dirname, 'bundle/publish.cjs');

import { join } from 'node:path';
import { ROOT } from './source-files';

/** The directory of the bundled command line, which the setup of the unit suite builds from the sources. */
export const COMMAND_LINE_DIRECTORY = join(ROOT, '.cache/cli');

/** The program that `npx flow-logs` starts. */
export const COMMAND_LINE = join(COMMAND_LINE_DIRECTORY, 'main.js');

/** The code of the Azure function that the constructs deploy. */
export const AZURE_FUNCTION = join(ROOT, 'azure/normalizer/bundle/index.cjs');

import { join } from 'node:path';

/** Directory of the bundled Lambda function. It is beside this file in the sources and in the published package. */
export const NOTIFIER_BUNDLE_DIRECTORY = join(__dirname, 'bundle');

import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Records that others published, beside the project where they are present. */
export const FIXTURES = join(__dirname, '../../../shared/fixtures');

/** Whether those records are present. Tests that need them are skipped where they are not. */
export const hasFixtures = existsSync(FIXTURES);

import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Published records of third parties, beside the project if present. */
export const FIXTURES = join(__dirname, '../../../shared/fixtures');

/** Whether these records are present. Tests that need them are skipped otherwise. */
export const hasFixtures = existsSync(FIXTURES);

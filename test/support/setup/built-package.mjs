import { ensureCommandLine, ensureFunctions, ensurePackage } from '../../../scripts/generated.mjs';

/** Builds `dist` if a source has changed since the last build, and what tests of the sources need. */
export default async function setup() {
  await ensureFunctions();
  await ensureCommandLine();
  await ensurePackage();
}

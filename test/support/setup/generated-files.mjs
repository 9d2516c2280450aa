import { ensureCommandLine, ensureFunctions } from '../../../scripts/generated.mjs';

/** Builds what tests of the sources need: the kernel, the bundles of the functions, the bundled command line. */
export default async function setup() {
  await ensureFunctions();
  await ensureCommandLine();
}

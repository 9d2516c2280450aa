import { join } from 'node:path';
import { vi } from 'vitest';
import { ROOT } from './source-files';

/**
 * Synthesizes a CDK example into a directory, in this process: imports the app, then calls the listener with which the CDK
 * synthesizes an app before the process exits.
 */
export async function synthesizeExample(name: string, directory: string): Promise<void> {
  const before = process.listeners('beforeExit');
  vi.stubEnv('CDK_OUTDIR', directory);
  try {
    await import(join(ROOT, 'examples', name, 'app.ts'));
  } finally {
    vi.unstubAllEnvs();
  }
  const added = process.listeners('beforeExit').filter((listener) => !before.includes(listener));
  for (const listener of added) {
    process.removeListener('beforeExit', listener);
    listener(0);
  }
}

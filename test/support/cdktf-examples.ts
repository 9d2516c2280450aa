import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './source-files';
import { STACK_FILE } from './terraform';

const EXAMPLES = join(ROOT, 'examples');

/** The examples that are CDKTF apps, in order. */
export function cdktfExamples(): string[] {
  return readdirSync(EXAMPLES)
    .filter((name) => name.startsWith('cdktf-') && existsSync(join(EXAMPLES, name, 'app.ts')))
    .sort();
}

/** Synthesizes an example into a folder, as its user does. Returns the folders of its stacks. */
export async function synthesizedExample(
  example: string,
  output: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<string[]> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'app.ts'], {
    cwd: join(EXAMPLES, example),
    env: { ...process.env, ...environment, CDKTF_OUTDIR: output },
  });
  const stacks = join(output, 'stacks');
  return readdirSync(stacks)
    .map((name) => join(stacks, name))
    .filter((stack) => existsSync(join(stack, STACK_FILE)));
}

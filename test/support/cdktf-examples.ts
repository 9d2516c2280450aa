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

/** The variables that examples read, without the subscription of the machine that runs the tests. */
export const EXAMPLE_ENVIRONMENT: NodeJS.ProcessEnv = {
  ARM_SUBSCRIPTION_ID: undefined,
  SECURITY_SUBSCRIPTION_ID: '22222222-2222-2222-2222-222222222222',
};

/** Synthesizes an example into a folder, as its user does. Returns the folders of its stacks. */
export async function synthesizedExample(
  example: string,
  output: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<string[]> {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'app.ts'], {
    cwd: join(EXAMPLES, example),
    env: { ...process.env, ...EXAMPLE_ENVIRONMENT, ...environment, CDKTF_OUTDIR: output },
  });
  return stackFolders(output);
}

/** Synthesizes all examples in one process. Returns the folders of the stacks of each example. */
export async function synthesizedExamples(output: string): Promise<Map<string, string[]>> {
  const examples = cdktfExamples();
  const folders = examples.map((example) => [join(EXAMPLES, example), join(output, example)]);
  const script = `for (const [folder, output] of ${JSON.stringify(folders)}) {
    process.env.CDKTF_OUTDIR = output;
    process.chdir(folder);
    require(folder + '/app.ts');
  }`;
  await promisify(execFile)(process.execPath, ['--import', 'tsx', '--eval', script], {
    cwd: ROOT,
    env: { ...process.env, ...EXAMPLE_ENVIRONMENT },
  });
  return new Map(examples.map((example) => [example, stackFolders(join(output, example))]));
}

function stackFolders(output: string): string[] {
  const stacks = join(output, 'stacks');
  return readdirSync(stacks)
    .map((name) => join(stacks, name))
    .filter((stack) => existsSync(join(stack, STACK_FILE)));
}

import { execFile } from 'node:child_process';

/** Duration of a call of the Azure CLI, which can request a new token from Microsoft Entra ID. */
const TIMEOUT_MS = 60_000;

/**
 * Returns a token of the account that is signed in to the Azure CLI.
 *
 * @param resource audience of the token
 * @param subscription id of the subscription whose tenant issues the token
 * @throws Error if the CLI is missing or no account is signed in
 */
export async function azureCliToken(resource: string, subscription: string): Promise<string> {
  const output = await run([
    ...['account', 'get-access-token', '--output', 'tsv', '--query', 'accessToken'],
    ...['--resource', resource, '--subscription', subscription],
  ]);
  return output.trim();
}

function run(args: readonly string[]): Promise<string> {
  // on Windows the CLI is a batch file, which only a shell runs; no argument contains a character that a shell changes
  const isWindows = process.platform === 'win32';
  return new Promise((resolve, reject) => {
    const options = { timeout: TIMEOUT_MS, shell: isWindows, windowsHide: true };
    execFile(isWindows ? 'az.cmd' : 'az', [...args], options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout);
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      reject(new Error(isMissing ? 'the Azure CLI is not installed' : stderr.trim() || error.message));
    });
  });
}

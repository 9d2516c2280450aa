import { readFileSync } from 'node:fs';
import { azureCliToken } from './azure-cli';
import { cloudOf } from './cloud';
import { deployerToken } from './deployer-token';
import { DEFAULT_TIMEOUT_MINUTES, type Environment, INPUT } from './environment';
import { httpClient as http } from './http-client';
import { publishPackage } from './publish-package';

const INTERVAL_MS = 5000;

/** Publishes the package that the environment names. */
async function main(environment: Environment): Promise<void> {
  if (typeof fetch !== 'function') {
    throw new Error(
      `the program that publishes the function needs Node 20 or newer, found ${process.version}`,
    );
  }
  const siteId = environment[INPUT.siteId] ?? '';
  const subscription =
    /^\/subscriptions\/([\w-]+)\/resourceGroups\/[^/]+\/providers\/Microsoft\.Web\/sites\/[\w-]+$/i.exec(
      siteId,
    )?.[1];
  if (subscription === undefined) {
    throw new Error(`${INPUT.siteId} is ${JSON.stringify(siteId)}: expected the ARM id of a site`);
  }
  const zip = new Uint8Array(readFileSync(environment[INPUT.package] ?? ''));
  await publishPackage({
    siteId,
    zip,
    cloud: () => cloudOf(environment, http),
    token: (cloud) => deployerToken({ environment, cloud, subscription, http, cli: azureCliToken }),
    timeoutMillis: numberIn(environment, INPUT.timeoutMinutes, DEFAULT_TIMEOUT_MINUTES) * 60_000,
    intervalMillis: numberIn(environment, INPUT.intervalMillis, INTERVAL_MS),
    http,
    log: (line) => process.stdout.write(`${line}\n`),
  });
}

function numberIn(environment: Environment, name: string, fallback: number): number {
  const value = Number(environment[name] || fallback);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Error(`${name} is ${JSON.stringify(environment[name])}: expected a number above 0`);
}

main(process.env).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});

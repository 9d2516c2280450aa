import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './root.mjs';

const USAGE_HOOK = join(ROOT, 'bench/process-usage.cjs');
const FIRST_CORE = '0';

/** Whether processes can be pinned to one core. */
export const canPin = spawnSync('taskset', ['-c', FIRST_CORE, 'true']).status === 0;

/**
 * Runs an engine once in a process of its own.
 *
 * @returns its time, its memory, the size of its output, and what it printed
 * @throws Error with what it printed, if it fails
 */
export async function runEngine(engine, { directory, names, threads }) {
  const out = join(CACHE, 'out');
  const usageFile = join(CACHE, 'usage.json');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  rmSync(usageFile, { force: true });
  const settings = { directory, out, names, threads };
  const args = ['--require', USAGE_HOOK, ...engine.command(settings)];
  const pinned = threads === 1 && canPin;
  const [program, ...rest] = [...(pinned ? ['taskset', '-c', FIRST_CORE] : []), process.execPath, ...args];
  const env = { ...process.env, ...engine.env?.(settings), BENCH_USAGE: usageFile };
  const began = performance.now();
  const stdout = await output(spawn(program, rest, { env, cwd: ROOT }), engine.title);
  const seconds = (performance.now() - began) / 1000;
  return { seconds, ...JSON.parse(readFileSync(usageFile, 'utf8')), outBytes: bytesBelow(out), out, stdout };
}

/** Starts node and exits. Its time is included in every cold start. */
export const BARE_NODE = { title: 'node alone', doesNothing: true, command: () => ['-e', '0'] };

function output(child, title) {
  const parts = { stdout: '', stderr: '' };
  for (const name of Object.keys(parts)) {
    child[name].setEncoding('utf8').on('data', (text) => {
      parts[name] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(parts.stdout);
      else
        reject(
          new Error(`${title} ended with ${signal ?? code}: ${(parts.stderr || parts.stdout).slice(-2_000)}`),
        );
    });
  });
}

function bytesBelow(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

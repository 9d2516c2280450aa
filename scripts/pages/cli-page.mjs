// The page of the command line: the help of every command, as the program prints it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { COMMAND_LINE, ensureCommandLine } from '../generated.mjs';
import { ROOT } from '../project.mjs';
import { requireSource } from '../sources.mjs';
import { page } from './markdown.mjs';

// the bundle: tsx does not resolve the dynamic imports of sources that it loads with require
await ensureCommandLine();
const { run } = createRequire(import.meta.url)(join(ROOT, COMMAND_LINE, 'program.js'));
const { COMMANDS } = requireSource('cli/commands.ts');

const HELP_WIDTH = 110;

/** The text of `docs/cli.md`. */
export async function cliPage() {
  const sections = [];
  for (const { name } of COMMANDS) {
    const help = await helpOf([name]);
    sections.push(`## ${name}`, '', ...block(help));
    for (const subcommand of subcommandsOf(help)) {
      sections.push(`### ${name} ${subcommand}`, '', ...block(await helpOf([name, subcommand])));
    }
  }
  return page('Command line', [
    'Run `npx flow-logs <command>`. This page contains the help of the program and of each command.',
    '',
    ...block(await helpOf([])),
    ...sections.slice(0, -1),
  ]);
}

async function helpOf(command) {
  const stdout = Object.assign(new PassThrough(), { columns: HELP_WIDTH });
  const context = { stdout, stderr: process.stderr, env: {}, workerFile: '' };
  const code = await run([...command, '--help'], context);
  if (code !== 0) throw new Error(`the help of ${command.join(' ') || 'flow-logs'} exits with ${code}`);
  return String(stdout.read()).trimEnd();
}

/** Names below `Commands:` in a help text, except `help`. */
function subcommandsOf(help) {
  const [, list = ''] = help.split(/^Commands:$/m);
  return [...list.matchAll(/^ {2}([a-z][a-z-]*)\b/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'help');
}

function block(text) {
  return ['```text', text, '```', ''];
}

import type { Command } from 'commander';
import type { Term } from './arguments/suggest';
import type { CommandContext } from './context';

/** A command of `flow-logs`. */
export interface CommandEntry extends Term {
  /** Heading of the command in `flow-logs --help`. */
  readonly group: CommandGroup;
  /** Loads and makes the command: loading all of them takes longer than most calls. */
  readonly load: (context: CommandContext) => Promise<Command>;
}

/** Headings of `flow-logs --help`. */
export enum CommandGroup {
  READ = 'Normalize and query flow logs:',
  REVIEW = 'Review an app before it is deployed:',
  OPERATE = 'Operate a deployment:',
}

/** All commands, in the order of the help. `words` are what users of other tools may type instead. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'normalize',
    words: ['parse', 'convert', 'import', 'ingest', 'load', 'read', 'transform', 'extract', 'etl'],
    group: CommandGroup.READ,
    load: async (context) => (await import('./commands/normalize.js')).normalizeCommand(context),
  },
  {
    name: 'query',
    words: ['sql', 'select', 'search', 'find', 'analyze', 'duckdb', 'athena', 'run'],
    group: CommandGroup.READ,
    load: async (context) => (await import('./commands/query.js')).queryCommand(context),
  },
  {
    name: 'questions',
    words: ['queries', 'list', 'saved', 'reports'],
    group: CommandGroup.READ,
    load: async (context) => (await import('./commands/questions.js')).questionsCommand(context),
  },
  {
    name: 'format',
    words: ['fields', 'columns', 'log', 'header'],
    group: CommandGroup.READ,
    load: async (context) => (await import('./commands/format.js')).formatCommand(context),
  },
  {
    name: 'check',
    words: ['lint', 'validate', 'scan', 'verify', 'test', 'audit', 'review', 'sarif', 'diff', 'compliance'],
    group: CommandGroup.REVIEW,
    load: async (context) => (await import('./commands/check.js')).checkCommand(context),
  },
  {
    name: 'standard',
    words: ['rules', 'explain', 'profiles', 'config', 'init', 'schema', 'export', 'baseline'],
    group: CommandGroup.REVIEW,
    load: async (context) => (await import('./commands/standard.js')).standardCommand(context),
  },
  {
    name: 'cost',
    words: ['price', 'pricing', 'estimate', 'budget', 'bill', 'spend', 'infracost'],
    group: CommandGroup.REVIEW,
    load: async (context) => (await import('./commands/cost.js')).costCommand(context),
  },
  {
    name: 'prices',
    words: ['pricelist', 'rates', 'tariff', 'list-prices'],
    group: CommandGroup.REVIEW,
    load: async (context) => (await import('./commands/prices.js')).pricesCommand(context),
  },
  {
    name: 'permissions',
    words: ['iam', 'policy', 'role', 'access', 'grants', 'privileges'],
    group: CommandGroup.REVIEW,
    load: async (context) => (await import('./commands/permissions.js')).permissionsCommand(context),
  },
  {
    name: 'replay',
    words: ['rerun', 'reprocess', 'backfill', 'repair', 'redrive', 'retry'],
    group: CommandGroup.OPERATE,
    load: async (context) => (await import('./commands/replay.js')).replayCommand(context),
  },
];

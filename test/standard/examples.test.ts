import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCommand } from '../../cli/commands/check';
import { COMMENT_TAG } from '../../standard/reporters/markdown';
import { ROOT } from '../support/source-files';

const read = (path: string) => readFileSync(join(ROOT, 'examples', path), 'utf8');

describe.each(['github-workflow/flow-log-standard.yml', 'pre-commit/.pre-commit-config.yaml'])(
  '%s',
  (path) => {
    const text = read(path);

    test('is valid YAML', () => {
      expect(parse(text)).toBeInstanceOf(Object);
    });

    test('calls the command with existing options', () => {
      const context = {
        stdout: process.stdout,
        stderr: process.stderr,
        terminal: process.stderr,
        env: {},
        workerFile: '',
        setExitCode: () => {},
      };
      const known = checkCommand(context).options.map(({ long }) => long);
      const calls = [...text.matchAll(/flow-logs check [^\n]*(?:\\\n[^\n]*)*/g)].map(([call]) => call);
      expect(calls.length).toBeGreaterThan(0);
      for (const call of calls) {
        for (const [option] of call.matchAll(/--[a-z-]+/g)) expect(known).toContain(option);
      }
    });
  },
);

test('the workflow finds its comment by the tag of the report', () => {
  expect(read('github-workflow/flow-log-standard.yml')).toContain(`startswith("${COMMENT_TAG}")`);
});

test('the workflow writes only with a token that can write, and only reports that exist', () => {
  const { jobs } = parse(read('github-workflow/flow-log-standard.yml'));
  const steps: { readonly name?: string; readonly uses?: string; readonly if?: string }[] = jobs.check.steps;
  const writers = steps.filter(
    ({ name = '', uses = '' }) => name.includes('comment') || uses.includes('upload-sarif'),
  );
  expect(writers).toHaveLength(2);
  for (const step of writers) {
    expect(step.if).toMatch(/^env\.CAN_WRITE == 'true' && hashFiles\('flow-logs\.(sarif|md)'\) != ''$/);
  }
  expect(writers[0]?.uses).toBe('github/codeql-action/upload-sarif@v4');
});

test('the workflow requests only the permissions that it needs', () => {
  const { permissions, jobs } = parse(read('github-workflow/flow-log-standard.yml'));
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs.check.permissions).toEqual({
    contents: 'read',
    actions: 'read',
    'pull-requests': 'write',
    'security-events': 'write',
  });
});

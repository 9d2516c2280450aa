import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QUESTIONS } from '../../../flows/questions';
import { hasEnds, QUESTION_FILTERS } from '../../../flows/questions/filters';
import { fileOf } from '../../aws/sample-records';
import { Workspace } from '../../support/flow-logs';
import { SAMPLE_KEY, sampleObject } from '../../support/sample-object';

describe('the filters of query', () => {
  const workspace = new Workspace();
  const query = (...args: string[]) => workspace.flowLogs('query', 'tables', ...args);
  const rows = async (...args: string[]) => JSON.parse((await query(...args, '--json')).stdout);

  beforeAll(async () => {
    workspace.write(SAMPLE_KEY, sampleObject());
    await workspace.flowLogs('normalize', 'AWSLogs', '--out', 'tables');
  });
  afterAll(() => workspace.remove());

  const BY_HOUR = ['--question', 'bytes-by-hour'];

  test.each(QUESTIONS)('run with $name', async (question) => {
    const { code, stdout, stderr } = await query(
      ...['--question', question.name, '--from', '2026-11-21', '--to', '2026-11-22', '--cloud', 'aws'],
      ...['--account', '123456789012', '--limit', '1', '--internal-networks', '203.0.113.0/24,2001:db8::/32'],
      ...(hasEnds(question) ? ['--address', '10.0.0.0/8,2001:db8::/32', '--port', '443,8000-9000'] : []),
      ...((question.bytes ?? []).length > 0 ? ['--min-bytes', '1'] : []),
      '--json',
    );
    expect(stderr).not.toContain('error');
    expect(JSON.parse(stdout).length).toBeLessThanOrEqual(1);
    expect(code).toBe(0);
  });

  test('narrow the result, and --limit replaces the limit', async () => {
    expect(await rows(...BY_HOUR)).toHaveLength(2);
    expect(await rows(...BY_HOUR, '--from', '2026-11-22')).toHaveLength(1);
    expect(await rows(...BY_HOUR, '--limit', '1')).toHaveLength(1);
    expect(await rows(...BY_HOUR, '--address', '198.51.100.7')).toHaveLength(1);
    expect(await rows(...BY_HOUR, '--port', '443', '--port', '22')).toHaveLength(2);
  });

  test('--internal-networks makes an address internal', async () => {
    const reached = await rows('--question', 'reachable-ports');
    const inside = await rows('--question', 'reachable-ports', '--internal-networks', '203.0.113.0/24');
    expect(reached.length - inside.length).toBe(1);
  });

  test.each([
    [['--port', '9'], 'note: none of the 5 records matches --port 9\n'],
    [
      ['--account', '1,2', '--network', 'vpc-9'],
      'note: none of the 5 records matches --account 1,2 and --network vpc-9\n',
    ],
    [
      ['--from', '2030-01-01'],
      'note: none of the 5 records matches --from 2030-01-01; the records are from 2026-11-21T23:59:00.000Z to ',
    ],
    [
      ['--port', '22', '--address', '203.0.113.9'],
      'note: none of the 5 records matches --address 203.0.113.9 and --port 22 together\n',
    ],
  ])('that no record matches exit with 1 and a note: %j', async (filters, note) => {
    const { code, stdout, stderr } = await query('--question', 'top-talkers', ...filters, '--json');
    expect(stderr).toContain(note);
    expect(JSON.parse(stdout)).toEqual([]);
    expect(code).toBe(1);
  });

  test('that records match can have an empty result, which is an answer', async () => {
    const run = await query('--question', 'rejected-traffic', '--port', '443', '--json');
    expect(run).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
  });

  test.each([
    [['--sql', 'select 1', '--port', '22'], '--port is a filter of --question and not of --sql'],
    [['--question', 'top-talkers', '--port', 'ssh'], '--port "ssh" is not a port from 0 to 65535'],
    [['--question', 'top-talkers', '--limit', '1', '--limit', '2'], '--limit is given 2 times: give it once'],
    [['--question', 'coverage-gaps', '--port', '22'], '--port is not a filter of coverage-gaps'],
    [['--question', 'coverage-gaps', '--min-bytes', '1GB'], '--min-bytes is not a filter of coverage-gaps'],
    [
      ['--question', 'top-talkers', '--since', 'yesterday'],
      '--since "yesterday" is not a whole number with m, h, d or w',
    ],
  ])('that are invalid exit with 2 and a fix: %j', async (args, message) => {
    const { code, stdout, stderr } = await query(...args);
    expect(stderr).toContain(`error: ${message}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('--print-sql prints the query that returns the same result', async () => {
    const args = ['--question', 'bytes-by-hour', '--port', '443'];
    const { code, stdout } = await query(...args, '--print-sql');
    expect(code).toBe(0);
    expect(await rows('--sql', stdout)).toEqual(await rows(...args));
  });

  test('--print-sql states the filter that is not in the query', async () => {
    const { stdout } = await query(...BY_HOUR, '--internal-networks', '203.0.113.0/24', '--print-sql');
    const [comment, ...lines] = stdout.split('\n');
    expect(comment).toContain('without --internal-networks 203.0.113.0/24');
    expect(lines.join('\n')).toBe((await query(...BY_HOUR, '--print-sql')).stdout);
    expect(await rows('--sql', stdout)).toHaveLength(2);
  });

  test('are in the help, in a group of their own', async () => {
    const { stdout } = await query('--help');
    const [options, filters] = stdout.split('Filters of --question:\n') as [string, string];
    expect(options).toContain('--help');
    for (const { name, placeholder } of QUESTION_FILTERS) {
      expect(filters).toContain(`  --${name} <${placeholder}>`);
      expect(options).not.toContain(`  --${name} `);
    }
  });
});

test('a table without records has no note about filters', async () => {
  const workspace = Workspace.ofTest();
  workspace.write('rejects.log', `${fileOf({}).split('\n')[0]}\ntruncated\n`);
  await workspace.flowLogs('normalize', 'rejects.log', '--out', 'tables');
  const run = await workspace.flowLogs(
    'query',
    'tables',
    '--question',
    'top-talkers',
    '--port',
    '22',
    '--json',
  );
  expect(run).toMatchObject({ code: 0, stdout: '[]\n', stderr: '' });
});

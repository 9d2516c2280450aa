import { describe, expect, test } from 'vitest';
import { TgwField, VpcField } from '../../../aws/fields';
import { LogFormat, NAMED_FORMATS } from '../../../aws/format';
import { parseLogFormat } from '../../../cli/arguments/log-format';
import { Workspace } from '../../support/flow-logs';

function format(...args: string[]) {
  return Workspace.ofTest().flowLogs('format', ...args);
}

describe('format show', () => {
  test('lists all formats and all fields', async () => {
    const { code, stdout, stderr } = await format('show', '--json');
    const { formats, fields } = JSON.parse(stdout);
    const nameOf = ({ name }: { name: string }) => name;
    expect(fields.map(nameOf)).toEqual([...VpcField.all(), ...TgwField.all()].map(nameOf));
    expect(formats.map(nameOf)).toEqual(NAMED_FORMATS.map(nameOf));
    expect(formats[0]).toMatchObject({ name: 'default', fields: 14, format: `${LogFormat.AWS_DEFAULT}` });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const text = await format('show');
    for (const name of ['default', 'v5', 'transit-gateway', 'reject-reason']) {
      expect(text.stdout).toContain(` ${name} `);
    }
  });

  test.each(NAMED_FORMATS.map(({ name, format }) => [name, format]))(
    'prints the string of the format %s, which --format accepts',
    async (name, named) => {
      const { code, stdout, stderr } = await format('show', name);
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${named}\n`, stderr: '' });
      expect(parseLogFormat(stdout).names).toEqual(named.names);
    },
  );

  test('lists the fields of a format, in its order', async () => {
    const { code, stdout } = await format('show', '${srcaddr} ${bytes}', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { name: 'srcaddr', version: 2, column: 'src_addr' },
      { name: 'bytes', version: 2, column: 'bytes_out' },
    ]);
    expect(code).toBe(0);
  });

  test('prints a table', async () => {
    const { stdout } = await format('show', '${reject-reason}');
    const [, head = [], , row = []] = stdout
      .split('\n')
      .map((line) => line.split('│').map((cell) => cell.trim()));
    const shown = Object.fromEntries(head.map((name, index) => [name, row[index]]));
    const field = VpcField.REJECT_REASON;
    expect(shown).toMatchObject({
      field: 'reject-reason',
      since: 'v8',
      type: field.fieldType,
      column: 'reject_reason',
      meaning: field.meaning,
    });
  });

  test('rejects a format with an unknown field', async () => {
    const { code, stdout, stderr } = await format('show', '${srcadr}');
    expect(stderr).toContain('unknown field "srcadr" at offset 0. Did you mean "srcaddr"?');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('format validate', () => {
  test('accepts the name of a format', async () => {
    expect((await format('validate', 'ecs')).stdout).toBe('valid: 40 fields, version 8\n');
  });

  test('accepts a valid format', async () => {
    expect(await format('validate', `${LogFormat.RECOMMENDED}`)).toEqual({
      code: 0,
      stdout: 'valid: 30 fields, version 8\n',
      stderr: '',
    });
  });

  test('reports every problem with its position, and exits 1', async () => {
    const { code, stdout, stderr } = await format('validate', '${srcaddr} ${srcadr} dstaddr ${srcaddr}');
    for (const problem of ['offset 11. ', 'offset 21, ', 'and 29. ']) expect(stderr).toContain(problem);
    expect(stderr).toMatch(/^LogFormat has 3 problems:\n/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  test('prints the result as JSON', async () => {
    const good = await format('validate', '${srcaddr}', '--json');
    expect({ ...good, stdout: JSON.parse(good.stdout) }).toEqual({
      code: 0,
      stdout: { valid: true, fields: 1, version: 2 },
      stderr: '',
    });
    const bad = await format('validate', '${srcadr} undefined', '--json');
    expect({ ...bad, stdout: JSON.parse(bad.stdout) }).toMatchObject({
      code: 1,
      stdout: {
        valid: false,
        problems: [
          { kind: 'unknown', text: '${srcadr}', offset: 0 },
          { kind: 'interpolated', text: 'undefined', offset: 10 },
        ],
      },
      stderr: '',
    });
  });
});

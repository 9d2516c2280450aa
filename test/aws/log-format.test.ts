import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlowField, isTgwOnly, ResourceKind, TgwField, VpcField } from '../../aws/fields';
import { type FormatProblem, FormatProblemKind, LogFormat, LogFormatError } from '../../aws/format';

const { EMPTY, UNKNOWN, DUPLICATE, MALFORMED, MIXED, INTERPOLATED } = FormatProblemKind;

function errorOf(build: () => unknown): LogFormatError {
  try {
    build();
  } catch (error) {
    if (error instanceof LogFormatError) return error;
    throw error;
  }
  throw new Error('the format was accepted');
}

function problemsOf(format: string): readonly FormatProblem[] {
  return errorOf(() => LogFormat.parse(format)).problems;
}

/** Some of the fields, in any order. */
function someOf<F extends FlowField>(fields: readonly F[]): fc.Arbitrary<F[]> {
  return fc.shuffledSubarray([...fields], { minLength: 1 });
}

describe('a log format', () => {
  test('prints the format string that AWS expects', () => {
    const format = LogFormat.of(VpcField.VERSION, VpcField.PKT_SRCADDR, VpcField.LOG_STATUS);
    expect(`${format}`).toBe('${version} ${pkt-srcaddr} ${log-status}');
    expect(format.names).toEqual(['version', 'pkt-srcaddr', 'log-status']);
    expect(format.has('pkt-srcaddr')).toBe(true);
    expect(format.has('srcaddr')).toBe(false);
  });

  test('withFields returns a longer format and leaves the original unchanged', () => {
    const small = LogFormat.of(VpcField.SRCADDR);
    expect(small.withFields(VpcField.DSTADDR, VpcField.BYTES).names).toEqual(['srcaddr', 'dstaddr', 'bytes']);
    expect(small.names).toEqual(['srcaddr']);
  });

  test.each([
    ['the AWS default', LogFormat.AWS_DEFAULT, 14, 2],
    ['all fields up to version 5', LogFormat.V5, 29, 5],
    ['the recommended format', LogFormat.RECOMMENDED, 30, 8],
    ['a single field of version 3', LogFormat.of(VpcField.TCP_FLAGS), 1, 3],
    ['a field of version 2 after one of version 11', LogFormat.of(VpcField.ASG_TAG, VpcField.END), 2, 11],
    ['all fields of transit gateways', LogFormat.of(...TgwField.all()), 36, 6],
  ])('%s has the expected number of fields and version', (_, format, fields, version) => {
    expect(format.fields).toHaveLength(fields);
    expect(format.version).toBe(version);
  });

  test('parses any white space between fields', () => {
    expect(LogFormat.parse('  ${version}\n\t${srcaddr}   ${dstaddr} ').names).toEqual([
      'version',
      'srcaddr',
      'dstaddr',
    ]);
  });

  test('reports whether it is a format of transit gateways', () => {
    expect(LogFormat.of(TgwField.SRCADDR, TgwField.TGW_ID).isTransitGateway).toBe(true);
    expect(LogFormat.V5.isTransitGateway).toBe(false);
  });

  test('of VPC fields is equal to the format parsed from its string', () => {
    fc.assert(
      fc.property(someOf(VpcField.all()), (fields) => {
        const format = LogFormat.of(...fields);
        expect(LogFormat.parse(`${format}`)).toEqual(format);
        expect(format.version).toBe(Math.max(2, ...fields.map(({ version }) => version)));
      }),
    );
  });

  test('of transit gateway fields is equal to the format parsed from its string', () => {
    const some = someOf(TgwField.all()).filter((fields) => fields.some(({ name }) => isTgwOnly(name)));
    fc.assert(
      fc.property(some, (fields) => {
        const format = LogFormat.of(...fields);
        const again = LogFormat.parse(`${format}`);
        expect(again.names).toEqual(format.names);
        expect(again.version).toBe(format.version);
        expect(again.isTransitGateway).toBe(true);
      }),
    );
  });
});

describe('emptyFor', () => {
  test('returns the fields that describe an interface if the resource has none', () => {
    const format = LogFormat.of(VpcField.SRCADDR, VpcField.INTERFACE_ID, VpcField.RESOURCE_ID);
    const empty = (kind: ResourceKind) => format.emptyFor(kind).map(({ name }) => name);
    expect(empty(ResourceKind.REGIONAL_NAT_GATEWAY)).toEqual(['interface-id']);
    expect(empty(ResourceKind.VPC)).toEqual(['resource-id']);
  });

  test.each([
    ['built', LogFormat.of(...TgwField.all())],
    ['parsed', LogFormat.parse(TgwField.all().join(' '))],
  ])('returns no field of the transit gateway format for a transit gateway, when %s', (_, format) => {
    expect(format.emptyFor(ResourceKind.TRANSIT_GATEWAY)).toEqual([]);
  });
});

describe('an invalid log format', () => {
  test.each([
    ['', EMPTY, 0, 'no fields'],
    [' \n ', EMPTY, 0, 'no fields'],
    ['${srcaddr} ${srcadr}', UNKNOWN, 11, 'unknown field "srcadr" at offset 11. Did you mean "srcaddr"?'],
    ['${account_id}', UNKNOWN, 0, 'Did you mean "account-id"?'],
    ['${SrcAddr}', UNKNOWN, 0, 'Did you mean "srcaddr"?'],
    ['${tgw-attachement-id}', UNKNOWN, 0, 'Did you mean "tgw-attachment-id"?'],
    ['${something-else-entirely}', UNKNOWN, 0, 'unknown field "something-else-entirely" at offset 0'],
    ['${srcaddr} ${bytes} ${srcaddr}', DUPLICATE, 20, 'twice, at offsets 0 and 20'],
    ['hello', MALFORMED, 0, 'is not a placeholder'],
    ['${version} srcaddr', MALFORMED, 11, 'Write ${srcaddr}'],
    ['{srcaddr}', MALFORMED, 0, 'Write ${srcaddr}'],
    ['${version} ${interface-id', MALFORMED, 11, 'is not closed. Write ${interface-id}'],
    ['$${srcaddr}', INTERPOLATED, 0, 'Terraform'],
    ['${!srcaddr}', INTERPOLATED, 0, 'Fn::Sub'],
    ['${srcaddr}${dstaddr}', MALFORMED, 0, 'Put one space between them'],
    ['undefined', INTERPOLATED, 0, 'single quotes'],
    ['[object', INTERPOLATED, 0, 'single quotes'],
    // a shell reads "${interface-id}" as a variable that is not set, with the default value "id"
    ['id', INTERPOLATED, 0, 'only the end of a field name'],
    ['src-aws-service', INTERPOLATED, 0, 'only the end of a field name'],
    ['${version},${srcaddr}', MALFORMED, 0, 'separated by spaces'],
    ['${srcaddr} ${vpc-id} ${tgw-id}', MIXED, 21, 'A flow log has fields of one kind only'],
    ['${tgw-id} ${srcaddr} ${vpc-id}', MIXED, 21, 'A flow log has fields of one kind only'],
  ])('%j reports %s at %i: %s', (format, kind, offset, hint) => {
    const problems = problemsOf(format);
    expect(problems).toMatchObject([{ kind, offset }]);
    expect(problems[0]?.message).toContain(hint);
    expect(format.startsWith(problems[0]?.text ?? '?', offset)).toBe(true);
  });

  test('suggests no field if no name is similar', () => {
    expect(problemsOf('${something-else-entirely}')[0]?.message).not.toContain('Did you mean');
  });

  test('reports all problems by offset, and the received format', () => {
    const format = '${version} hello ${srcadr}  ${version} $${bytes} ${vpc-id} ${tgw-id} ${interface-id';
    const error = errorOf(() => LogFormat.parse(format));
    expect(error.problems.map(({ kind, text, offset }) => [kind, text, offset])).toEqual([
      [MALFORMED, 'hello', 11],
      [UNKNOWN, '${srcadr}', 17],
      [DUPLICATE, '${version}', 28],
      [INTERPOLATED, '$${bytes}', 39],
      [MIXED, '${tgw-id}', 59],
      [MALFORMED, '${interface-id', 69],
    ]);
    expect(error.message).toContain('6 problems');
    for (const { message, offset, kind } of error.problems) {
      expect(error.message).toContain(message);
      expect(message).toContain(kind === DUPLICATE ? `and ${offset}` : `offset ${offset}`);
    }
    expect(error.message).toContain(JSON.stringify(format));
    expect(error.format).toBe(format);
  });

  test('of typed fields reports positions in the list', () => {
    const { BYTES, SRCADDR, VPC_ID } = VpcField;
    const build = () => LogFormat.of(SRCADDR, BYTES, SRCADDR, VPC_ID, TgwField.TGW_ID);
    expect(errorOf(build).problems).toMatchObject([
      { kind: DUPLICATE, text: '${srcaddr}', offset: 2 },
      { kind: MIXED, text: '${tgw-id}', offset: 4 },
    ]);
    expect(errorOf(() => LogFormat.of()).problems).toMatchObject([{ kind: EMPTY }]);
    expect(errorOf(() => LogFormat.V5.withFields(BYTES)).problems).toMatchObject([
      { kind: DUPLICATE, offset: 29 },
    ]);
  });
});

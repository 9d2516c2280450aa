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
  throw new Error('it was taken as a log format');
}

function problemsOf(format: string): readonly FormatProblem[] {
  return errorOf(() => LogFormat.parse(format)).problems;
}

/** Some of the fields, in any order. */
function someOf<F extends FlowField>(fields: readonly F[]): fc.Arbitrary<F[]> {
  return fc.shuffledSubarray([...fields], { minLength: 1 });
}

describe('a log format', () => {
  test('prints as AWS writes it', () => {
    const format = LogFormat.of(VpcField.VERSION, VpcField.PKT_SRCADDR, VpcField.LOG_STATUS);
    expect(`${format}`).toBe('${version} ${pkt-srcaddr} ${log-status}');
    expect(format.names).toEqual(['version', 'pkt-srcaddr', 'log-status']);
    expect(format.has('pkt-srcaddr')).toBe(true);
    expect(format.has('srcaddr')).toBe(false);
  });

  test('grows at its end and stays as it was', () => {
    const small = LogFormat.of(VpcField.SRCADDR);
    expect(small.withFields(VpcField.DSTADDR, VpcField.BYTES).names).toEqual(['srcaddr', 'dstaddr', 'bytes']);
    expect(small.names).toEqual(['srcaddr']);
  });

  test.each([
    ['the AWS default', LogFormat.AWS_DEFAULT, 14, 2],
    ['all up to version 5', LogFormat.V5, 29, 5],
    ['the recommended one', LogFormat.RECOMMENDED, 30, 8],
    ['a single field of version 3', LogFormat.of(VpcField.TCP_FLAGS), 1, 3],
    ['a field of version 2 after one of version 11', LogFormat.of(VpcField.ASG_TAG, VpcField.END), 2, 11],
    ['all of a transit gateway', LogFormat.of(...TgwField.all()), 36, 6],
  ])('%s has its number of fields and version', (_, format, fields, version) => {
    expect(format.fields).toHaveLength(fields);
    expect(format.version).toBe(version);
  });

  test('reads any white space between fields', () => {
    expect(LogFormat.parse('  ${version}\n\t${srcaddr}   ${dstaddr} ').names).toEqual([
      'version',
      'srcaddr',
      'dstaddr',
    ]);
  });

  test('knows whether it is of a transit gateway', () => {
    expect(LogFormat.of(TgwField.SRCADDR, TgwField.TGW_ID).isTransitGateway).toBe(true);
    expect(LogFormat.V5.isTransitGateway).toBe(false);
  });

  test('of VPC fields reads back what it prints', () => {
    fc.assert(
      fc.property(someOf(VpcField.all()), (fields) => {
        const format = LogFormat.of(...fields);
        expect(LogFormat.parse(`${format}`)).toEqual(format);
        expect(format.version).toBe(Math.max(2, ...fields.map(({ version }) => version)));
      }),
    );
  });

  test('of transit gateway fields reads back what it prints', () => {
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

describe('fields without a value', () => {
  test('are those of an interface, where there is none', () => {
    const format = LogFormat.of(VpcField.SRCADDR, VpcField.INTERFACE_ID, VpcField.RESOURCE_ID);
    const empty = (kind: ResourceKind) => format.emptyFor(kind).map(({ name }) => name);
    expect(empty(ResourceKind.REGIONAL_NAT_GATEWAY)).toEqual(['interface-id']);
    expect(empty(ResourceKind.VPC)).toEqual(['resource-id']);
  });

  test.each([
    ['built', LogFormat.of(...TgwField.all())],
    ['parsed', LogFormat.parse(TgwField.all().join(' '))],
  ])('are none on a transit gateway for its own format, when %s', (_, format) => {
    expect(format.emptyFor(ResourceKind.TRANSIT_GATEWAY)).toEqual([]);
  });
});

describe('a log format is refused', () => {
  test.each([
    ['', EMPTY, 0, 'no fields'],
    [' \n ', EMPTY, 0, 'no fields'],
    ['${srcaddr} ${srcadr}', UNKNOWN, 11, 'did you mean ${srcaddr}?'],
    ['${account_id}', UNKNOWN, 0, 'did you mean ${account-id}?'],
    ['${SrcAddr}', UNKNOWN, 0, 'did you mean ${srcaddr}?'],
    ['${tgw-attachement-id}', UNKNOWN, 0, 'did you mean ${tgw-attachment-id}?'],
    ['${something-else-entirely}', UNKNOWN, 0, 'unknown field ${something-else-entirely}'],
    ['${srcaddr} ${bytes} ${srcaddr}', DUPLICATE, 20, 'first at 0'],
    ['hello', MALFORMED, 0, 'is not a placeholder'],
    ['${version} srcaddr', MALFORMED, 11, 'write ${srcaddr}'],
    ['{srcaddr}', MALFORMED, 0, 'write ${srcaddr}'],
    ['${version} ${interface-id', MALFORMED, 11, 'is not closed: write ${interface-id}'],
    ['$${srcaddr}', INTERPOLATED, 0, 'Terraform'],
    ['${!srcaddr}', INTERPOLATED, 0, 'Fn::Sub'],
    ['${srcaddr}${dstaddr}', MALFORMED, 0, 'put one space between them'],
    ['undefined', INTERPOLATED, 0, 'single quotes'],
    ['[object', INTERPOLATED, 0, 'single quotes'],
    // what a shell makes of "${interface-id}": the default value of a variable that is not set
    ['id', INTERPOLATED, 0, 'the end of one'],
    ['src-aws-service', INTERPOLATED, 0, 'the end of one'],
    ['${version},${srcaddr}', MALFORMED, 0, 'separated by spaces'],
    ['${srcaddr} ${vpc-id} ${tgw-id}', MIXED, 21, 'no flow log has both'],
    ['${tgw-id} ${srcaddr} ${vpc-id}', MIXED, 21, 'no flow log has both'],
  ])('%j is %s at %i: %s', (format, kind, offset, hint) => {
    const problems = problemsOf(format);
    expect(problems).toMatchObject([{ kind, offset }]);
    expect(problems[0]?.message).toContain(hint);
    expect(format.startsWith(problems[0]?.text ?? '?', offset)).toBe(true);
  });

  test('without a guess where nothing is near', () => {
    expect(problemsOf('${something-else-entirely}')[0]?.message).not.toContain('did you mean');
  });

  test('with all problems at once, in their order, and the format itself', () => {
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
    for (const { message, offset } of error.problems) {
      expect(error.message).toContain(`at ${offset}: ${message}`);
    }
    expect(error.message).toContain(JSON.stringify(format));
    expect(error.format).toBe(format);
  });

  test('as typed fields too, with positions in the list', () => {
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

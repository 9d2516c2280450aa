import { describe, expect, test } from 'vitest';
import { RecordSplitter } from '../../../azure/records/record-splitter';
import { MAX_DOCUMENT_DEPTH } from '../../../flows/input/json-documents';

const A = '{"time":"a"}';
const B = '{"time":"b"}';

/** The records that single steps return, each with the number of bytes that the step read. */
function stepsOf(splitter: RecordSplitter, text: string): [records: string[], read: number][] {
  const bytes = Buffer.from(text);
  const steps: [string[], number][] = [];
  for (let at = 0; at < bytes.length; ) {
    const records: string[] = [];
    const reading = splitter.pushOne(bytes.subarray(at));
    let next = reading.next();
    for (; !next.done; next = reading.next()) records.push(String(next.value.bytes));
    steps.push([records, next.value]);
    at += next.value;
  }
  return steps;
}

describe('a step of a splitter', () => {
  test('ends after a record', () => {
    const splitter = new RecordSplitter();
    expect(stepsOf(splitter, `[${A},${B}]`)).toEqual([
      [[A], 1 + A.length],
      [[B], 1 + B.length],
      [[], 1],
    ]);
    expect(splitter.isBetweenRecords).toBe(true);
  });

  test('ends with the bytes, within a record', () => {
    const splitter = new RecordSplitter();
    expect(stepsOf(splitter, A.slice(0, 5))).toEqual([[[], 5]]);
    expect(splitter.isBetweenRecords).toBe(false);
    expect(stepsOf(splitter, `${A.slice(5)},${B}`)).toEqual([
      [[A], A.length - 5],
      [[B], 1 + B.length],
    ]);
  });

  test('reads all bytes between records', () => {
    expect(stepsOf(new RecordSplitter(), ' , \n')).toEqual([[[], 4]]);
  });
});

describe('arrays around records', () => {
  const within = (depth: number) => {
    const splitter = new RecordSplitter();
    const text = `${'['.repeat(depth)}${A}${']'.repeat(depth)}`;
    return [...splitter.push(Buffer.from(text)), ...splitter.end()].map((piece) =>
      'problem' in piece ? piece.problem.detail : String(piece.bytes),
    );
  };

  test.each([1, MAX_DOCUMENT_DEPTH - 1, MAX_DOCUMENT_DEPTH])('can be nested %i deep', (depth) => {
    expect(within(depth)).toEqual([A]);
  });

  test('cannot be nested deeper', () => {
    const found = within(MAX_DOCUMENT_DEPTH + 1);
    expect(found.length).toBeGreaterThan(1);
    expect(found).toContain('the record is not a JSON object');
  });
});

describe('the end of a blob', () => {
  const endOf = (text: string) => {
    const splitter = new RecordSplitter();
    const found = [...splitter.push(Buffer.from(text)), ...splitter.end()];
    const problems = found.flatMap((piece) => ('problem' in piece ? [piece.problem.detail] : []));
    return { problems, structure: splitter.structureBytes };
  };

  test.each([
    ['{"records":[{"time":"a"}]', [], 13],
    ['{"records":[{"time":"a"}', [], 12],
    // a record of one byte is no closer
    ['{', ['the record is truncated'], 0],
    [`${A},{`, ['the record is truncated'], 1],
    [`${A},x`, ['the record is not a JSON object'], 1],
  ])('%s', (text, problems, structure) => {
    expect(endOf(text)).toEqual({ problems, structure });
  });
});

import { expect, test } from 'vitest';
import { ExitCode } from '../../../cli/exit-code';
import { runExitCode } from '../../../cli/normalize/run-exit-code';

const FINE = { rows: 1, rejects: 0, failed: [], strict: false, isEmptyInput: false };
const failed = (...codes: string[]) => codes.map((code) => ({ source: 'x', code, message: '' }));

test.each([
  ['with rows', FINE, ExitCode.SUCCESS],
  ['with rejects', { ...FINE, rejects: 1 }, ExitCode.SUCCESS],
  ['with rejects and --strict', { ...FINE, rejects: 1, strict: true }, ExitCode.FINDINGS],
  ['with invalid entries of a list', { ...FINE, invalidEntries: ['x'] }, ExitCode.SUCCESS],
  [
    'with invalid entries of a list and --strict',
    { ...FINE, invalidEntries: ['x'], strict: true },
    ExitCode.FINDINGS,
  ],
  ['without rows', { ...FINE, rows: 0 }, ExitCode.FINDINGS],
  ['of empty files', { ...FINE, rows: 0, isEmptyInput: true }, ExitCode.SUCCESS],
  ['with an unreadable file', { ...FINE, failed: failed('damaged') }, ExitCode.FINDINGS],
  [
    'of unreadable files only',
    { ...FINE, rows: 0, isEmptyInput: true, failed: failed('damaged') },
    ExitCode.FINDINGS,
  ],
  ['without access to a file', { ...FINE, failed: failed('damaged', 'access') }, ExitCode.USAGE_ERROR],
  ['with a full disk', { ...FINE, failed: failed('not-written') }, ExitCode.USAGE_ERROR],
  ['with lost records', { ...FINE, failed: failed('access', 'lost-records') }, ExitCode.INTERNAL_ERROR],
])('the exit code of a run %s', (_, result, code) => {
  expect(runExitCode(result)).toBe(code);
});

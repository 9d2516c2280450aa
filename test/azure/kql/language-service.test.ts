import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasKustoLanguageService } from '../../../azure/kql';
import { kustoLanguageService } from '../../../azure/kql/language-service';
import { ROOT } from '../../support/source-files';

/** Directory with the compiled loader and without node_modules. */
let bare: string;

beforeAll(() => {
  bare = mkdtempSync(join(tmpdir(), 'no-kusto-'));
  const source = readFileSync(join(ROOT, 'azure/kql/language-service.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  writeFileSync(join(bare, 'language-service.js'), outputText);
});

afterAll(() => rmSync(bare, { recursive: true }));

test('loads the language service once', () => {
  expect(hasKustoLanguageService()).toBe(true);
  expect(kustoLanguageService()).toBe(kustoLanguageService());
});

test('throws an error with the install command if the package is missing', () => {
  const script = `const { hasKustoLanguageService, kustoLanguageService } = require('./language-service.js');
    let message;
    try { kustoLanguageService(); } catch (error) { message = error.message; }
    console.log(JSON.stringify([hasKustoLanguageService(), message]));`;
  const output = execFileSync(process.execPath, ['-e', script], { cwd: bare, encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual([
    false,
    '@kusto/language-service-next is required to check KQL and is not installed: ' +
      'run npm install --save-dev @kusto/language-service-next',
  ]);
});

test('does not load the language service before the first use', () => {
  const script = `require('./language-service.js').hasKustoLanguageService(); console.log(typeof globalThis.Bridge);`;
  expect(execFileSync(process.execPath, ['-e', script], { cwd: bare, encoding: 'utf8' })).toBe('undefined\n');
});

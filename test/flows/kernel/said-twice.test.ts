import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(__dirname, '../../..');
const KERNEL = 'flows/kernel/assembly';

// AssemblyScript and TypeScript can not import each other: what both must know stands in both, and is compared here
describe('what the kernel and its callers both say', () => {
  test.each([
    ['Form', `${KERNEL}/column.ts`, 'flows/kernel/load-schema.ts'],
    ['Check', `${KERNEL}/column.ts`, 'flows/kernel/load-schema.ts'],
    ['Guess', `${KERNEL}/column.ts`, 'flows/kernel/load-schema.ts'],
    ['Stop', `${KERNEL}/rows.ts`, 'flows/kernel/text-lines.ts'],
    ['Stop', `${KERNEL}/record-progress.ts`, 'azure/records/kernel-blob.ts'],
    ['Use', `${KERNEL}/known-texts.ts`, 'azure/records/kernel-texts.ts'],
  ])('the members of %s in %s are those in %s', (name, ours, theirs) => {
    const members = membersOf(name, theirs);
    expect(members.length).toBeGreaterThan(1);
    // what only the kernel needs comes last
    expect(membersOf(name, ours).slice(0, members.length)).toEqual(members);
  });

  test('states of inflate', () => {
    const ours = new Map(valuesOf('Status', `${KERNEL}/inflate-state.ts`));
    const theirs = valuesOf('Status', 'flows/kernel/text-window.ts');
    expect(theirs.length).toBeGreaterThan(1);
    for (const [name, value] of theirs) expect([name, ours.get(name)]).toEqual([name, value]);
  });

  test.each([
    ['INPUT_BYTES', `${KERNEL}/buffers.ts`, 'flows/kernel/stored-bytes.ts'],
    ['TEXT_BYTES', `${KERNEL}/buffers.ts`, 'flows/kernel/text-window.ts'],
    ['KEPT_BYTES', `${KERNEL}/buffers.ts`, 'flows/kernel/text-window.ts'],
    ['GROUP_ROWS', `${KERNEL}/group.ts`, 'flows/kernel/load-schema.ts'],
    ['MAX_LINE_BYTES', `${KERNEL}/delimiters.ts`, 'flows/input/lines.ts'],
    ['OPENING_BYTES', `${KERNEL}/records.ts`, 'azure/records/kernel-blob.ts'],
  ])('%s in %s is that in %s', (name, ours, theirs) => {
    expect(constantOf(name, ours)).toMatch(/\d/);
    expect(constantOf(name, theirs)).toBe(constantOf(name, ours));
  });
});

function sourceOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function constantOf(name: string, file: string): string | undefined {
  return new RegExp(`const ${name}(?:: \\w+)? = ([^;]+);`).exec(sourceOf(file))?.[1];
}

function membersOf(name: string, file: string): string[] {
  return bodyOf(name, file).map(([member]) => member);
}

/** Members with their values, by their names in small letters without underscores. */
function valuesOf(name: string, file: string): [name: string, value: string][] {
  return bodyOf(name, file).map(([member, value]) => [member.replaceAll('_', '').toLowerCase(), value]);
}

function bodyOf(name: string, file: string): [member: string, value: string][] {
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(sourceOf(file))?.[1] ?? '';
  const code = body.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(/(\w+)(?: = (-?\d+))?,/g)].map(([, member, value]) => [
    member as string,
    value ?? '',
  ]);
}

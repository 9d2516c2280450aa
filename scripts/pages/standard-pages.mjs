// The pages of the format standard: its rules, its profiles and its schema.
import { requireSource } from '../sources.mjs';
import { capital, page, table } from './markdown.mjs';

const { RULE_METADATA } = requireSource('standard/rules/index.ts');
const { controlsOf, rulesOf } = requireSource('standard/profile.ts');
const { PROFILES } = requireSource('standard/profiles/index.ts');
const { standardSchema } = requireSource('standard/file/json-schema.ts');

/** The pages by their path from the root. */
export function standardPages() {
  return {
    'docs/flow-log-standard.schema.json': `${JSON.stringify(standardSchema(), null, 2)}\n`,
    'docs/rules/README.md': page('The rules', [
      ...table(
        ['rule', 'severity', 'clouds', 'since', 'requirement'],
        RULE_METADATA.map(({ id, name, severity, clouds, since, title }) => [
          `[${id}](${id}.md) ${name}`,
          severity,
          clouds.join(', '),
          since,
          title,
        ]),
      ),
    ]),
    ...Object.fromEntries(RULE_METADATA.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)])),
    'docs/profiles.md': page('Profiles', [
      'The requirements of compliance frameworks on flow logs. A standard selects profiles by name in `extends`.',
      '',
      ...PROFILES.flatMap(profileLines),
    ]),
  };
}

function rulePage({ id, name, title, since, severity, clouds, why, fix, bad, good }) {
  const controls = controlsOf(PROFILES, id).map(({ profile, control }) => [
    `\`${profile.name}\``,
    control.id,
    control.text,
    control.source,
  ]);
  const code = (text) => ['```yaml', text, '```', ''];
  return page(`${id} ${name}`, [
    `${capital(title)}.`,
    '',
    ...table(['severity', 'clouds', 'since'], [[severity, clouds.join(', '), since]]),
    '',
    '## Incorrect',
    '',
    ...code(bad),
    '## Correct',
    '',
    ...code(good),
    '## Why',
    '',
    why,
    '',
    '## How to fix',
    '',
    `${capital(fix)}.`,
    ...(controls.length > 0
      ? ['', '## Required by', '', ...table(['profile', 'control', 'text', 'source'], controls)]
      : []),
  ]);
}

function profileLines({ name, title, controls }) {
  return [
    `## ${name}`,
    '',
    `${title}.`,
    '',
    ...table(
      ['control', 'strength', 'requirement', 'rules', 'source'],
      controls.map((control) => [
        control.id,
        control.strength,
        control.text,
        rulesOf(control).join(', '),
        control.source,
      ]),
    ),
    '',
  ];
}

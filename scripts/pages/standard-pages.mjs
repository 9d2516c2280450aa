// The pages of the format standard: its rules, its profiles and its schema.
import { requireSource } from '../sources.mjs';
import { capital, page, table } from './markdown.mjs';

const { RULE_METADATA } = requireSource('standard/rules/index.ts');
const { controlsOf } = requireSource('standard/profile.ts');
const { PROFILES } = requireSource('standard/profiles/index.ts');
const { standardSchema } = requireSource('standard/file/standard-schema.ts');

/** The pages by their path from the root. */
export function standardPages() {
  return {
    'docs/flow-log-standard.schema.json': `${JSON.stringify(standardSchema(), null, 2)}\n`,
    'docs/rules/README.md': page('The rules', [
      ...table(
        ['rule', 'severity', 'clouds', 'what must be so'],
        RULE_METADATA.map(({ id, name, severity, clouds, title }) => [
          `[${id}](${id}.md) ${name}`,
          severity,
          clouds.join(', '),
          title,
        ]),
      ),
    ]),
    ...Object.fromEntries(RULE_METADATA.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)])),
    'docs/profiles.md': page('Profiles', [
      'What frameworks ask of flow logs, as data: a standard extends them by name.',
      '',
      ...PROFILES.flatMap(profileLines),
    ]),
  };
}

function rulePage({ id, name, title, severity, clouds, why, fix, bad, good }) {
  const held = controlsOf(PROFILES, id).map(({ profile, control }) => [
    `\`${profile.name}\``,
    control.id,
    control.text,
    control.source,
  ]);
  const code = (text) => ['```yaml', text, '```', ''];
  return page(`${id} ${name}`, [
    `${capital(title)}. ${capital(severity)}; ${clouds.join(' and ')}.`,
    '',
    '## Bad',
    '',
    ...code(bad),
    '## Good',
    '',
    ...code(good),
    '## Why',
    '',
    why,
    '',
    '## What to do',
    '',
    `${capital(fix)}.`,
    ...(held.length > 0
      ? ['', '## Who asks for it', '', ...table(['profile', 'control', 'text', 'source'], held)]
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
      ['control', 'what it asks for', 'rules', 'source'],
      controls.map(({ id, text, rules, source }) => [id, text, rules.join(', '), source]),
    ),
    '',
  ];
}

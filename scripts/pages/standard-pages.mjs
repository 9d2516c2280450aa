// The pages of the format standard: its rules, its profiles and its schema.
import { requireSource } from '../sources.mjs';
import { capital, page, table } from './markdown.mjs';
import { profilesPage } from './profiles-page.mjs';

const { RULE_METADATA } = requireSource('standard/rules/index.ts');
const { controlsOf } = requireSource('standard/profile.ts');
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
    'docs/profiles.md': profilesPage(),
  };
}

function rulePage({ id, name, title, since, severity, clouds, why, fix, bad, good }) {
  const controls = controlsOf(PROFILES, id).map(({ profile, control }) => [
    `\`${profile.name}\``,
    control.id,
    control.strength,
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
      ? ['', '## Controls', '', ...table(['profile', 'control', 'strength', 'text', 'source'], controls)]
      : []),
  ]);
}

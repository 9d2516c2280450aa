// The page of the profiles: how frameworks are read, and every control with its strength and its source.
import { requireSource } from '../sources.mjs';
import { page, table } from './markdown.mjs';

const { rulesOf } = requireSource('standard/profile.ts');
const { PROFILES } = requireSource('standard/profiles/index.ts');
const { daysOfMonths } = requireSource('standard/profiles/days-of-months.ts');
const { SETTINGS, valueAt } = requireSource('standard/file/settings.ts');

/** Fields that the table lists. Longer lists are in the section of the profile. */
const MOST_FIELDS = 10;

const HEAD = [
  'A profile contains what a compliance framework states about flow logs. A standard selects profiles by name in `extends`.',
  '**A check without findings proves no compliance**: a framework has many more controls, an auditor decides what is in',
  'scope, and the check reads artifacts, not the deployed resources.',
  '',
  '## How we read frameworks',
  '',
  'Each control states how strongly the text requires it:',
  '',
  ...table(
    ['strength', 'the text', 'severity of a finding'],
    [
      ['demanded', 'the control or its audit procedure requires it', 'that of the rule, an error at most'],
      ['recommended', 'the text recommends it, and no audit procedure checks it', 'a warning at most'],
      [
        'our reading',
        'the text does not contain it: it is how this package applies the control to flow logs',
        'a note',
      ],
    ],
  ),
  '',
  '- A control concerns resources of its clouds only, and some only the flow logs of one kind. A finding cites the controls',
  '  whose requirement the resource does not meet, with their strength.',
  '- A control concerns networks: one flow log of a network that meets everything that a profile requires with one strength',
  '  is enough for the traffic that it records: a flow log of rejected traffic does not replace one of accepted traffic, unless',
  '  the profile requires only rejected traffic.',
  '- A framework that names no kind of flow log accepts those of network security groups for the traffic that they record: a',
  '  virtual network without a flow log of its own is a warning at most. Such a control that concerns some network is met.',
  '- A setting of the file keeps the severity of its rule. A default of this package that neither the file nor a profile',
  '  sets is a note in a standard that extends a profile.',
  '- A profile never narrows what the constructs record: a demand of `REJECT` is met by `ALL`, which they choose.',
  '- A file that requires less than a demand or a recommendation is reported (`FLS006`). It can require less than our reading.',
  '- A control without settings is one that flow logs alone do not meet.',
  `- Months of a framework are counted in days: ${[3, 6, 12, 18].map((months) => `${months} months are ${daysOfMonths(months)} days`).join(', ')}.`,
  '',
  'Not every document is public. The source of a control names the document, the place in it, and the publication in which',
  'the text was read, if that was not the document itself:',
  '',
];

/** Returns the page. */
export function profilesPage() {
  return page('Profiles', [
    ...HEAD,
    ...publications().map((each) => `- ${each}`),
    '',
    '## All controls',
    '',
    ...table(
      ['profile', 'control', 'clouds', 'strength', 'settings', 'rules', 'source'],
      PROFILES.flatMap(({ name, controls }) =>
        controls.map((control) => [
          `[${name}](#${anchor(name)})`,
          control.id,
          [...control.clouds, ...(control.scope ? [control.scope] : [])].join(', '),
          control.strength,
          settingsOf(control, MOST_FIELDS).join('<br>') || 'none',
          rulesOf(control).join(', ') || 'none',
          control.source,
        ]),
      ),
    ),
    '',
    ...PROFILES.flatMap(profileLines),
  ]);
}

/** The publications in which texts were read, each once. */
function publications() {
  const all = PROFILES.flatMap(({ controls }) =>
    controls.flatMap(({ source }) => source.match(/; read in (.+)$/)?.[1] ?? []),
  );
  return [...new Set(all)].sort();
}

function profileLines({ name, title, status, controls }) {
  return [
    `## ${name}`,
    '',
    `${title}.`,
    '',
    ...(status === undefined ? [] : [`**Status**: ${status}.`, '']),
    ...table(
      ['control', 'strength', 'requirement', 'settings'],
      controls.map((control) => [
        control.id,
        control.strength,
        control.text,
        settingsOf(control).join('<br>') || 'none',
      ]),
    ),
    '',
  ];
}

/** The settings that a control requires, as code. */
function settingsOf({ requires }, mostFields = Number.POSITIVE_INFINITY) {
  return SETTINGS.flatMap(({ path }) => {
    const value = valueAt(requires, path);
    if (value === undefined) return [];
    const fields = Array.isArray(value) && value.length > mostFields;
    const text = fields ? `${value.length} fields` : Array.isArray(value) ? value.join(', ') : String(value);
    return [`\`${path.join('.')}: ${text}\``];
  });
}

/** The anchor that GitHub derives from a heading. */
function anchor(heading) {
  return heading.replaceAll('.', '');
}

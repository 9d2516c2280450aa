import { type Control, type Profile, rulesOf } from '../../standard/profile';

/** Returns a profile for JSON, with the rules that check its controls. */
export function profileContent({ controls, ...profile }: Profile): object {
  return { ...profile, controls: controls.map((control) => ({ ...control, rules: rulesOf(control) })) };
}

/** Returns one line per control, in columns, below the title of the profile. */
export function profileText(profile: Profile): string {
  return `${headingOf(profile)}\n${alignedColumns(profile.controls.map(cellsOf))}`;
}

/** Returns the controls of a profile with their texts and sources, below the title of the profile. */
export function sourcedProfileText(profile: Profile): string {
  const controls = profile.controls.map((control) => {
    const [id, strength, clouds, rules, text] = cellsOf(control);
    return `${id} (${strength}; ${clouds}; ${rules})\n  ${text}\n  Source: ${control.source}\n`;
  });
  return [`${headingOf(profile)}\n`, ...controls].join('\n');
}

function headingOf({ name, title, status }: Profile): string {
  return `${name}: ${title}${status === undefined ? '' : ` (${status})`}`;
}

function cellsOf(control: Control): string[] {
  const { id, strength, clouds, text } = control;
  return [id, strength, clouds.join(', '), rulesOf(control).join(', ') || 'no rule', text];
}

function alignedColumns(rows: readonly (readonly string[])[]): string {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(width(column))).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

import type { ProfileControl } from '../rule-support/rule';

/** Returns controls with their strengths: `cis-aws-7.0 4.7, recommended; lza LZA format, demanded`. */
export function controlsText(controls: readonly ProfileControl[]): string {
  return controls.map(controlText).join('; ');
}

/** Returns a control with its strength and the state of its framework: `cis-aws-7.0 4.7, recommended`. */
export function controlText({
  profile,
  id,
  strength,
  status,
}: Pick<ProfileControl, 'profile' | 'id' | 'strength' | 'status'>): string {
  return `${profile} ${id}, ${strength}${status === undefined ? '' : ` (${status})`}`;
}

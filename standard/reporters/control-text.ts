import type { ProfileControl } from '../rule-support/rule';

/** Returns controls with their strengths: `cis-aws-7.0 4.7, recommended; lza LZA format, demanded`. */
export function controlsText(controls: readonly ProfileControl[]): string {
  return controls.map(controlText).join('; ');
}

/** Returns a control with its strength: `cis-aws-7.0 4.7, recommended`. */
export function controlText({
  profile,
  id,
  strength,
}: Pick<ProfileControl, 'profile' | 'id' | 'strength'>): string {
  return `${profile} ${id}, ${strength}`;
}

import { RequirementOrigin } from '../requirement';
import type { Standard } from '../standard';
import type { Strength } from '../strength';
import { SETTINGS, type Setting, valueAt } from './settings';

/** A value of a setting, and its author. */
export interface SettingSource {
  /** `aws.retention.minDays`. */
  readonly key: string;
  readonly value: unknown;
  readonly origin: RequirementOrigin;
  /**
   * The control that requires it.
   *
   * @default - the file or a default
   */
  readonly control?: { readonly profile: string; readonly id: string; readonly strength: Strength };
  /**
   * Whether the file requires less, so that its value applies instead.
   *
   * @default false
   */
  readonly isReplaced?: boolean;
}

/**
 * Returns the settings that profiles can require, with every value: those of the file, those of its profiles, and the defaults of
 * settings that neither sets.
 */
export function settingSources({ content, profiles, aws, azure, coverage }: Standard): SettingSource[] {
  return SETTINGS.flatMap((setting): SettingSource[] => {
    const { path, isWeaker } = setting;
    const key = path.join('.');
    const own = valueAt(content, path);
    const controls = profiles.flatMap((profile) =>
      profile.controls.flatMap(({ id, strength, requires }): SettingSource[] => {
        const value = valueAt(requires, path);
        if (value === undefined) return [];
        return [
          {
            key,
            value,
            origin: RequirementOrigin.PROFILE,
            control: { profile: profile.name, id, strength },
            ...(own !== undefined && isWeaker(own, value) && { isReplaced: true }),
          },
        ];
      }),
    );
    const file = own === undefined ? [] : [{ key, value: own, origin: RequirementOrigin.FILE }];
    if (file.length > 0 || controls.length > 0) return [...file, ...controls];
    return defaultOf(setting, { aws, azure, coverage });
  });
}

function defaultOf({ path }: Setting, resolved: object): SettingSource[] {
  const value = valueAt(resolved, path);
  const isMissing = value === undefined || (Array.isArray(value) && value.length === 0);
  return isMissing ? [] : [{ key: path.join('.'), value, origin: RequirementOrigin.DEFAULT }];
}

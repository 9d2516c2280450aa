import type { Profile } from '../profile';
import { CIS_AWS } from './cis-aws';
import { CIS_AZURE } from './cis-azure';
import { FIELD_LISTS } from './field-lists';
import { FRAMEWORKS } from './frameworks';

/** All profiles of the package. */
export const PROFILES: readonly Profile[] = [...CIS_AWS, ...CIS_AZURE, ...FRAMEWORKS, ...FIELD_LISTS];

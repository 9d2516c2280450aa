import type { Profile } from '../profile';
import { BEST_PRACTICES } from './best-practices';
import { CIS_AWS } from './cis-aws';
import { CIS_AZURE } from './cis-azure';
import { COVERAGE_MAPPINGS } from './coverage-mappings';
import { FEDRAMP } from './fedramp';
import { FIELD_LISTS } from './field-lists';
import { NIST_800_53 } from './nist';
import { OMB } from './omb';
import { PCI } from './pci';
import { REGULATIONS } from './regulations';

/** All profiles of the package. */
export const PROFILES: readonly Profile[] = [
  ...CIS_AWS,
  ...CIS_AZURE,
  ...BEST_PRACTICES,
  ...PCI,
  ...NIST_800_53,
  ...FEDRAMP,
  ...OMB,
  ...REGULATIONS,
  ...COVERAGE_MAPPINGS,
  ...FIELD_LISTS,
];

import type { ForeignForm } from '../input-form';
import { BINARY_FORMS } from './binary-files';
import { MARKUP_FORMS } from './markup-files';
import { OTHER_FORMS } from './other-files';

/** Files of no cloud that are no flow logs. */
export const FOREIGN_FILES: readonly ForeignForm[] = [...BINARY_FORMS, ...MARKUP_FORMS, ...OTHER_FORMS];

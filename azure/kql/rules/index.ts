import { LIMITED_MVEXPAND } from './limited-mvexpand';
import { NUMBER_AS_TEXT } from './number-as-text';
import { OTHER_SPELLING } from './other-spelling';
import { RETIRED_TABLE } from './retired-table';
import type { KqlRule } from './rule';
import { SMART_QUOTES } from './smart-quotes';
import { UNKNOWN_VALUE } from './unknown-value';

export type { Finding, KqlRule } from './rule';

/** All rules, which find problems that the language service does not report. */
export const KQL_RULES: readonly KqlRule[] = [
  SMART_QUOTES,
  UNKNOWN_VALUE,
  OTHER_SPELLING,
  NUMBER_AS_TEXT,
  RETIRED_TABLE,
  LIMITED_MVEXPAND,
];

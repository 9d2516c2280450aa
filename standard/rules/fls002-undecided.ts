import { Cloud } from '../facts';
import type { RuleMetadata } from '../rule-support/rule';
import { Severity } from '../severity';

/** Reported for every rule whose result is unknown before deployment. */
export const UNDECIDED: RuleMetadata = {
  id: 'FLS002',
  name: 'undecided',
  title: 'every value that the standard checks is known before deployment',
  since: '0.1.0',
  severity: Severity.NOTE,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'A parameter or an import can have any value at deployment. The check reports neither a violation nor a pass.',
  fix: 'set the value in the artifact, or add an exception with a reason; `undecided` in the standard sets the severity',
  bad: 'LogFormat: !Ref FormatParameter',
  good: "LogFormat: '${srcaddr} ${dstaddr}'",
};

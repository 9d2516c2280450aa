/** Names of profiles in earlier versions, each with the advice for files that contain it. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  c5isr:
    'use aws-sample-21-fields, which has the same fields: they are those of a sample in the AWS documentation, and no DoD document with them is known',
  asea: 'use lza: the Secure Environment Accelerator has the same fields since 2021',
  'cis-controls-8': 'use cis-controls-8.1, whose safeguards 13.6 and 8.10 are the same',
  'fedramp-moderate': 'use fedramp-moderate-r4 or fedramp-moderate-r5, by the revision of the baseline',
  'fedramp-high': 'use fedramp-high-r4 or fedramp-high-r5, by the revision of the baseline',
};

/** Returns what to use instead of a profile that was renamed or split. */
export function adviceForFormerName(name: string): string | undefined {
  return Object.hasOwn(FORMER_NAMES, name) ? FORMER_NAMES[name] : undefined;
}

import { didYouMean } from '../../flows/did-you-mean';
import { adviceForFormerName } from './former-names';
import { PROFILES } from './index';

/** Returns the problem of a name that no profile has: `unknown profile cis-aws: did you mean cis-aws-7.0?`. */
export function unknownProfile(name: string): string {
  const near = similarName(name);
  const advice =
    adviceForFormerName(name) ??
    (near
      ? `did you mean ${near}?`
      : `expected one of ${PROFILES.map((profile) => profile.name).join(', ')}`);
  return `unknown profile ${name}: ${advice}`;
}

/** The newest version of a framework precedes older ones. */
function similarName(name: string): string | undefined {
  const newestFirst = PROFILES.map((profile) => profile.name).toReversed();
  const typed = name.trim().toLowerCase();
  const longer = typed === '' ? undefined : newestFirst.find((each) => each.startsWith(typed));
  return longer ?? didYouMean(typed, newestFirst);
}

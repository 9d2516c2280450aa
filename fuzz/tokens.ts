import type { Column } from '../flows/columns';
import { END_MILLIS, FIRST_MILLIS } from '../flows/time-bounds';
import { HOSTILE_ANYWHERE, HOSTILE_BY_KIND } from './hostile-tokens';
import type { Random } from './random';

const DAY_MILLIS = 86_400_000n;
const MANY_DAYS = 1000n;

/** A valid token of a column, as a log contains it. */
export function validToken(column: Column, random: Random): Buffer {
  if (random.once(12)) return Buffer.from('-');
  return Buffer.from(validText(column, random));
}

/** A token that is invalid in a column, or has an unusual notation. */
export function hostileToken(column: Column, random: Random): Buffer {
  const ofKind = HOSTILE_BY_KIND[column.kind];
  return ofKind && !random.once(3) ? random.pick(ofKind) : random.pick(HOSTILE_ANYWHERE);
}

function validText(column: Column, random: Random): string {
  const { kind, max = 0n, words = [] } = column;
  switch (kind) {
    case 'word':
      return random.once(2) ? random.pick(words) : random.pick(words).toUpperCase();
    case 'address':
      return random.once(3) ? version6(random) : version4(random);
    case 'time':
      return time(random);
    case 'region':
      return `${random.pick(['eu', 'us-gov', 'ap'])}-${random.pick(['west', 'north', 'east'])}-${random.below(4)}`;
    case 'text':
      return text(column, random);
    default:
      return `${random.once(9) ? '0'.repeat(random.below(5)) : ''}${random.long(max)}`;
  }
}

function version4(random: Random): string {
  if (random.once(2)) return `10.0.${random.below(2)}.${random.below(20)}`;
  return [0, 0, 0, 0].map(() => random.below(256)).join('.');
}

function version6(random: Random): string {
  const groups = Array.from({ length: 8 }, () => random.below(random.once(2) ? 65_536 : 3).toString(16));
  if (random.once(2)) groups.splice(random.below(7), 1 + random.below(4), random.once(9) ? '0' : '');
  const joined = groups.join(':').replace(/^:/, '::').replace(/:$/, '::').replace(/:{3,}/, '::');
  return random.once(4) ? joined.toUpperCase() : joined;
}

/** Mostly a time of one day, in seconds; sometimes any time. */
function time(random: Random): string {
  const usual = 1_795_341_600_000n + BigInt(random.below(3)) * 60_000n;
  if (!random.once(4)) return String(usual / 1000n);
  const any = random.once(2)
    ? usual + random.long(MANY_DAYS) * DAY_MILLIS
    : FIRST_MILLIS + (random.long(2n ** 62n) % (END_MILLIS - FIRST_MILLIS));
  return String(random.once(2) ? any : any / 1000n);
}

/** Similar texts: many differ in one letter, first or last or anywhere. */
function text({ name }: Column, random: Random): string {
  if (name === 'owner_account_id' && !random.once(4)) return `12345678901${random.below(4)}`;
  if (name === 'type' && !random.once(4)) return random.pick(['IPv4', 'IPv6', 'EFA']);
  const length = random.pick([1, 2, 7, 8, 15, 16, 17, 19, 31, 32, 33, 40, 48, 49, 64, 90]);
  const letters = Array.from({ length }, (_, index) =>
    (index < 4 ? 'eni-' : 'abcdefgh01234567').charAt(index % 16),
  );
  letters[random.below(length)] = random.pick([...'xyz"\\/{}~!']);
  return letters.join('');
}

import { BYTES_BY_HOUR } from './bytes-by-hour';
import type { Question } from './question';
import { REACHABLE_PORTS } from './reachable-ports';
import { REJECTED_TRAFFIC } from './rejected-traffic';
import { TOP_TALKERS } from './top-talkers';

export type { Question } from './question';

/** All questions that are shipped. */
export const QUESTIONS: readonly Question[] = [TOP_TALKERS, REJECTED_TRAFFIC, BYTES_BY_HOUR, REACHABLE_PORTS];

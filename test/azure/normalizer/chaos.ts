/** What may happen in a schedule. */
export interface Chaos {
  /** Shares of the steps. */
  readonly growth: number;
  readonly recreation: number;
  readonly crash: number;
  readonly refusal: number;
  readonly replay: number;
  /** Share of the events that are lost, and of those that come twice. */
  readonly lost: number;
  readonly twice: number;
  /** Whether half of the workers have a reader of a later version. */
  readonly twoVersions: boolean;
}

const CALM: Chaos = {
  growth: 0.12,
  recreation: 0,
  crash: 0,
  refusal: 0,
  replay: 0,
  lost: 0.2,
  twice: 0.4,
  twoVersions: false,
};
const ROUGH: Chaos = { ...CALM, crash: 0.02, refusal: 0.04 };

/** Kinds of schedules, from calm to rough. */
export const KINDS_OF_CHAOS: readonly (readonly [string, Chaos])[] = [
  ['workers at the same time, events lost, doubled and out of order', CALM],
  ['and crashes and refusals at any step', ROUGH],
  ['and blobs that are deleted and written anew', { ...ROUGH, recreation: 0.015 }],
  ['and replays', { ...ROUGH, recreation: 0.005, replay: 0.01 }],
  ['and two versions of the reader', { ...ROUGH, recreation: 0.005, twoVersions: true }],
];

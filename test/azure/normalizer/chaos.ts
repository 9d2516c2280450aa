/** Probabilities of the events in a schedule. */
export interface Chaos {
  /** Probability per step. */
  readonly growth: number;
  readonly recreation: number;
  readonly crash: number;
  readonly refusal: number;
  readonly replay: number;
  /** Share of events that are lost. */
  readonly lost: number;
  /** Share of events that arrive twice. */
  readonly twice: number;
  /** Whether half of the workers run a later version of the function. */
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

/** Kinds of schedules, each with more faults than the one before. */
export const KINDS_OF_CHAOS: readonly (readonly [string, Chaos])[] = [
  ['with concurrent workers and lost, duplicate and unordered events', CALM],
  ['with crashes and storage errors at any step', ROUGH],
  ['with recreated blobs', { ...ROUGH, recreation: 0.015 }],
  ['with replays', { ...ROUGH, recreation: 0.005, replay: 0.01 }],
  ['with two versions of the function', { ...ROUGH, recreation: 0.005, twoVersions: true }],
];

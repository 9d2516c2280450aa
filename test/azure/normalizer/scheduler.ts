/** Pseudo-random numbers that depend only on the seed. */
export class Random {
  constructor(private state: number) {}

  /** From 0 to below 1. */
  next(): number {
    // mulberry32
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

/** Error of a busy store. The operation may or may not have taken effect. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

interface Parked {
  resolve(): void;
  reject(error: Error): void;
}

/**
 * Work that runs concurrently with other actors. It pauses before and after each access to shared state until the
 * scheduler continues it, makes the access fail, or abandons it.
 */
export class Actor {
  /** The result; undefined while the actor runs. */
  end: { readonly error?: unknown } | undefined;
  private parked: Parked | undefined;
  private stopped: (() => void) | undefined;

  constructor(
    readonly name: string,
    private readonly work: (actor: Actor) => Promise<void>,
  ) {}

  /** Starts and runs to the first pause. */
  start(): Promise<void> {
    return this.untilStopped(() => {
      this.work(this).then(
        () => this.finish({}),
        (error) => this.finish({ error }),
      );
    });
  }

  /** Continues to the next pause, or makes the paused access fail. */
  step(refusal?: Error): Promise<void> {
    const { parked } = this;
    if (!parked) throw new Error(`${this.name} is not paused`);
    this.parked = undefined;
    return this.untilStopped(() => (refusal ? parked.reject(refusal) : parked.resolve()));
  }

  /** Pauses the actor. */
  turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.parked = { resolve, reject };
      this.stopped?.();
    });
  }

  private finish(end: { error?: unknown }): void {
    this.end = end;
    this.stopped?.();
  }

  private untilStopped(go: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.stopped = resolve;
      go();
    });
  }
}

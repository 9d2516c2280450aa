/** Numbers that look random and are the same for the same seed. */
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

/** What a store answers when it is busy; whether it has done what it was asked for is not known. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

interface Parked {
  resolve(): void;
  reject(error: Error): void;
}

/**
 * Something that runs beside others. Before and after each access to what it shares with them it stands still, until
 * it is let go on, refused, or never moved again.
 */
export class Actor {
  /** How it ended; undefined while it runs. */
  end: { readonly error?: unknown } | undefined;
  private parked: Parked | undefined;
  private stopped: (() => void) | undefined;

  constructor(
    readonly name: string,
    private readonly work: (actor: Actor) => Promise<void>,
  ) {}

  /** Starts, up to the first standstill. */
  start(): Promise<void> {
    return this.untilStopped(() => {
      this.work(this).then(
        () => this.finish({}),
        (error) => this.finish({ error }),
      );
    });
  }

  /** Goes on to the next standstill, or is refused what it is about to do or has done. */
  step(refusal?: Error): Promise<void> {
    const { parked } = this;
    if (!parked) throw new Error(`${this.name} does not stand still`);
    this.parked = undefined;
    return this.untilStopped(() => (refusal ? parked.reject(refusal) : parked.resolve()));
  }

  /** Stands still here. */
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

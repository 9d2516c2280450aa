import type { HandlerContext } from '../../../azure/normalizer/handler-context';
import { onBlobEvents, onSweep } from '../../../azure/normalizer/handlers';
import { replay } from '../../../azure/normalizer/replay';
import { DEFAULTS, type Settings } from '../../../azure/normalizer/settings';
import { Conflict } from '../../../azure/normalizer/stores';
import type { Chaos } from './chaos';
import { inTurns } from './in-turns';
import { Actor, Busy, Random } from './scheduler';
import { SimulatedAccount } from './simulated-account';
import {
  positionsIn,
  type SimulatedRow,
  simulatedEmptyFile,
  simulatedRows,
  simulatedTranslate,
} from './simulated-records';
import { SimulatedWriter } from './simulated-writer';

const NOW = Date.parse('2026-11-22T10:40:00Z');
/** Container of the simulated blobs. */
export const CONTAINER = 'insights-logs-flowlogflowevent';
const BLOBS = ['000D3A111111', '000D3A222222'].map(
  (mac) => `${CONTAINER}/flowLogResourceID=/A_B/C_D/y=2026/m=11/d=22/h=10/m=00/macAddress=${mac}/PT1H.json`,
);

/** Messages of errors after which a caller retries. */
const RETRIABLE = /blobs could not be read$|a later invocation reads it again$/;

const WORKERS = 3;
const STEPS = 220;

/** One schedule of concurrent actors. The seed determines the order of all events. */
export class Simulation {
  readonly delivered = new Map<string, string>();
  readonly happened = {
    increments: 0,
    restarts: 0,
    crashes: 0,
    refusals: 0,
    recreated: 0,
    steps: 0,
  };
  private readonly random: Random;
  private readonly writer: SimulatedWriter;
  private readonly queue: string[] = [];
  private readonly actors = new Map<Actor, string | undefined>();
  private readonly committed = new Map<string, string>();
  private checked = 0;
  private running: Actor | undefined;

  constructor(
    seed: number,
    private readonly chaos: Chaos,
    private readonly account = new SimulatedAccount(),
  ) {
    this.random = new Random(seed);
    this.writer = new SimulatedWriter(account, this.random, BLOBS);
  }

  /** Runs the schedule, checks the tables after every step, and runs a sweep at the end. */
  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step++) {
      await this.step();
      this.check();
    }
    // actors that still run become slow: they continue after the final sweep
    const slow = [...this.actors.keys()];
    this.actors.clear();
    await this.alone(this.actor('sweep'));
    this.checkEnd();
    for (const actor of slow) this.actors.set(actor, undefined);
    while (this.actors.size > 0) {
      await this.go(this.next());
      this.check();
    }
    this.checkEnd();
  }

  private async step(): Promise<void> {
    this.happened.steps++;
    const { random, chaos } = this;
    const blob = random.pick(BLOBS);
    if (random.chance(chaos.growth)) {
      await this.writer.grow(blob);
      this.announce(blob);
    }
    if (random.chance(chaos.recreation) && (await this.writer.recreate(blob))) {
      this.happened.recreated++;
      this.announce(blob);
    }
    if (random.chance(chaos.replay)) await this.start(this.actor('replay'));
    if (this.actors.size < WORKERS && this.queue.length > 0) {
      // in any order
      const [message] = this.queue.splice(random.below(this.queue.length), 1);
      await this.start(this.actor('worker', message), message);
    }
    if (this.actors.size < WORKERS && random.chance(0.02)) await this.start(this.actor('sweep'));
    if (this.actors.size === 0) return;
    const actor = this.next();
    if (random.chance(chaos.crash)) {
      this.happened.crashes++;
      this.abandon(actor);
    } else if (random.chance(chaos.refusal)) {
      this.happened.refusals++;
      await this.go(actor, new Busy('503'));
    } else {
      await this.go(actor);
    }
  }

  /** Lets one actor run for several steps, so that long operations can run between two steps of another actor. */
  private next(): Actor {
    const { random, actors } = this;
    if (!this.running || !actors.has(this.running) || random.chance(0.12))
      this.running = random.pick([...actors.keys()]);
    return this.running;
  }

  private actor(kind: 'worker' | 'sweep' | 'replay', message?: string): Actor {
    const version = this.chaos.twoVersions && this.random.chance(0.5) ? 2 : 1;
    return new Actor(kind, async (actor) => {
      const context = { ...this.context(actor, version), settings: SETTINGS };
      if (kind === 'worker') await onBlobEvents(message, context);
      else if (kind === 'sweep') await onSweep(context);
      else await replay({ from: new Date(NOW), to: new Date(NOW) }, [CONTAINER], context);
    });
  }

  private context(actor: Actor, version: number): HandlerContext {
    const { account } = this;
    const { access, ...stores } = inTurns(account.stores, actor);
    return {
      ...stores,
      delivery: {
        deliver: async (rows) => {
          for await (const [source, position, tuple] of rows) {
            await access(() => this.arrived(`${source} ${position}`, String(tuple)));
          }
        },
      },
      maxIncrementBytes: 60,
      translate: simulatedTranslate(account, version),
      emptyFile: simulatedEmptyFile(account),
      now: () => NOW,
      log: (line) => {
        const { increments = 0, restarts = 0 } = JSON.parse(line);
        this.happened.increments += increments;
        this.happened.restarts += restarts;
      },
      pause: () => actor.turn(),
    };
  }

  private arrived(id: string, tuple: string): void {
    const before = this.delivered.get(id);
    if (before !== undefined && before !== tuple) throw new Error(`${id} was ${before} and is ${tuple}`);
    this.delivered.set(id, tuple);
  }

  private async start(actor: Actor, message?: string): Promise<void> {
    this.actors.set(actor, message);
    await actor.start();
    this.ended(actor);
  }

  private async go(actor: Actor, refusal?: Error): Promise<void> {
    await actor.step(refusal);
    this.ended(actor);
  }

  private ended(actor: Actor): void {
    if (!actor.end) return;
    const { error } = actor.end;
    if (error === undefined) this.actors.delete(actor);
    else if (error instanceof Busy || error instanceof Conflict || RETRIABLE.test(String(error)))
      this.abandon(actor);
    else throw error;
  }

  /** Stops the actor forever and returns its message to the queue. */
  private abandon(actor: Actor): void {
    const message = this.actors.get(actor);
    if (message !== undefined) this.queue.push(message);
    this.actors.delete(actor);
  }

  private async alone(actor: Actor): Promise<void> {
    await actor.start();
    while (!actor.end) {
      await actor.step();
      this.check();
    }
    if (actor.end.error) throw actor.end.error;
  }

  private announce(blob: string): void {
    const subject = `/blobServices/default/containers/${blob.replace('/', '/blobs/')}`;
    const event = JSON.stringify({ eventType: 'Microsoft.Storage.BlobCreated', subject });
    if (!this.random.chance(this.chaos.lost)) this.queue.push(event);
    if (this.random.chance(this.chaos.twice)) this.queue.push(event);
  }

  /** Checks that no row is a duplicate, that every row was written to a blob, and that committed rows are unchanged. */
  private check(): void {
    if (this.account.changes === this.checked) return;
    this.checked = this.account.changes;
    const rows = simulatedRows(this.account);
    const byPosition = new Map(rows.map((row) => [`${row.source} ${row.position}`, row.tuple]));
    const tuples = new Set(rows.map(({ source, tuple }) => `${source} ${tuple}`));
    if (byPosition.size < rows.length) throw new Error('two rows have the same position');
    if (tuples.size < rows.length) throw new Error('two rows have the same tuple');
    for (const row of rows) this.checkWritten(row);
    for (const [position, tuple] of this.committed) {
      if (byPosition.get(position) !== tuple)
        throw new Error(`the committed row ${position} with ${tuple} was changed or removed`);
    }
    for (const { text } of this.account.cursors.values()) {
      const { blob, progress } = JSON.parse(text);
      for (const { source, position, tuple } of rows) {
        if (source === blob && position <= Number(progress.tuples))
          this.committed.set(`${source} ${position}`, tuple);
      }
    }
  }

  private checkWritten({ source, tuple }: SimulatedRow): void {
    const [id, index] = tuple.split('/').map(Number) as [number, number];
    const record = this.writer.written.get(source)?.everWritten.get(id);
    if (!record || index >= record.tuples) throw new Error(`${source} ${tuple} was never written`);
  }

  /** Checks that every tuple of the blobs has a row at its position, and that every row was delivered. */
  private checkEnd(): void {
    for (const [blob, { records, life }] of this.writer.written) {
      const rows = simulatedRows(this.account).filter(({ source }) => source === blob);
      const found = new Map(rows.map(({ tuple, position }) => [tuple, position]));
      const expected = positionsIn(records);
      const missing = [...expected.keys()].filter((tuple) => !found.has(tuple));
      if (missing.length > 0) throw new Error(`${blob} lacks ${missing.join(', ')}`);
      if (life > 0 || this.chaos.twoVersions) continue;
      if (found.size > expected.size)
        throw new Error(`${blob} has ${found.size} rows; expected ${expected.size}`);
      for (const [tuple, position] of expected) {
        if (found.get(tuple) !== position)
          throw new Error(`${tuple} is at ${found.get(tuple)}, not ${position}`);
      }
      const { recreated = 0 } = JSON.parse(this.account.cursors.get(blob)?.text ?? '{}');
      if (recreated > 0) throw new Error(`the cursor of ${blob} counts a recreation that did not happen`);
      const undelivered = rows.filter(
        ({ position, tuple }) =>
          Number(tuple.split('/')[0]) % 5 !== 0 && !this.delivered.has(`${blob} ${position}`),
      );
      if (undelivered.length > 0) throw new Error(`${undelivered.length} rows of ${blob} were not delivered`);
    }
  }
}

const SETTINGS: Settings = {
  flowLogs: { endpoint: 'http://localhost', containers: [CONTAINER] },
  tables: {
    endpoint: 'http://localhost',
    container: 'tables',
    prefix: '',
    rows: true,
    compatible: false,
    cursorContainer: 'cursors',
  },
  sweepHours: 2,
  maxIncrementBytes: DEFAULTS.maxIncrementBytes,
};

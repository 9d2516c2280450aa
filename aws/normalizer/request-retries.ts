import { isThrottled, isTransient } from './failure-kind';

/** Most attempts of one request without progress. */
const MAX_ATTEMPTS = 10;

/** Waits double from the first to the longest, in milliseconds. Half of each wait is random. */
const FIRST_WAIT = 100;
const FIRST_WAIT_WHEN_THROTTLED = 400;
const LONGEST_WAIT = 5_000;

/** Part of an object's time that failed requests and waits may use. */
const SHARE_OF_OBJECT = 0.4;

/** Time and chance, which tests replace. */
export interface RetryClock {
  readonly now: () => number;
  readonly wait: (millis: number) => Promise<void>;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

const SYSTEM_CLOCK: RetryClock = {
  now: Date.now,
  wait: (millis) => new Promise((resolve) => void setTimeout(resolve, millis)),
  random: Math.random,
};

/** The error of a request that failed until its attempts or the time for them were used up. */
export class TransferError extends Error {
  override readonly name = 'TransferError';

  constructor(
    what: string,
    attempts: number,
    override readonly cause: unknown,
  ) {
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
    super(
      `S3 did not ${what} in ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}: ${name}: ${message}. ` +
        'SQS delivers the message again.',
    );
  }
}

/**
 * Retries the requests for one object. The AWS SDK does not retry a request whose body is a stream, and cannot continue
 * a response that ends early. Here one policy applies to all requests of an object, and each repetition is counted.
 *
 * Source: AWS SDKs and Tools Reference Guide, "Retry behavior": exponential backoff with jitter.
 */
export class RequestRetries {
  private lostMillis = 0;
  private readonly maxLostMillis: number;

  /**
   * @param maxObjectMillis time limit of the object
   * @param onRetry is called before each repetition
   */
  constructor(
    maxObjectMillis: number,
    private readonly onRetry: () => void,
    private readonly clock: RetryClock = SYSTEM_CLOCK,
  ) {
    this.maxLostMillis = maxObjectMillis * SHARE_OF_OBJECT;
  }

  /**
   * Runs a request until it succeeds.
   *
   * @param what the request, as the end of a sentence that begins with "S3 did not"
   * @throws TransferError if the attempts or the time are used up
   */
  async run<T>(what: string, request: () => Promise<T>): Promise<T> {
    const attempts = this.attemptsOf(what);
    for (;;) {
      try {
        return await request();
      } catch (error) {
        await attempts.failed(error);
      }
    }
  }

  /** Counts the attempts of a request. */
  attemptsOf(what: string): RequestAttempts {
    return new RequestAttempts(what, this.clock, (error, attempt, failedMillis) =>
      this.beforeRetry(what, error, attempt, failedMillis),
    );
  }

  private async beforeRetry(what: string, error: unknown, attempt: number, failedMillis: number) {
    if (!isTransient(error) || error instanceof TransferError) throw error;
    const first = isThrottled(error) ? FIRST_WAIT_WHEN_THROTTLED : FIRST_WAIT;
    const longest = Math.min(LONGEST_WAIT, first * 2 ** (attempt - 1));
    const wait = (longest / 2) * (1 + this.clock.random());
    this.lostMillis += failedMillis + wait;
    if (attempt >= MAX_ATTEMPTS || this.lostMillis > this.maxLostMillis) {
      throw new TransferError(what, attempt, error);
    }
    this.onRetry();
    await this.clock.wait(wait);
  }
}

/** The attempts of one request since it last made progress. */
export class RequestAttempts {
  private count = 0;
  private since: number;

  constructor(
    readonly what: string,
    private readonly clock: RetryClock,
    private readonly beforeRetry: (error: unknown, attempt: number, failedMillis: number) => Promise<void>,
  ) {
    this.since = clock.now();
  }

  /** Records that the request received data. */
  progressed(): void {
    this.count = 0;
    this.since = this.clock.now();
  }

  /** Waits before the next attempt. Throws the error if there is none. */
  async failed(error: unknown): Promise<void> {
    this.count++;
    await this.beforeRetry(error, this.count, this.clock.now() - this.since);
    this.since = this.clock.now();
  }
}

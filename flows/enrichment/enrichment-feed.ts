import { Enricher } from './enricher';
import type { EnrichmentFile, EnrichmentFolder } from './enrichment-folder';
import type { EnrichmentFileKind, EnrichmentStatus } from './enrichment-status';
import { FeedContentError, type FeedLimits, loadFeedFile } from './feed-content';
import { FeedEntry } from './feed-entry';
import { feedFileKind } from './feed-names';
import type { ThreatList } from './threat-list';
import { ThreatLists } from './threat-lists';

/** Settings of a feed. */
export interface EnrichmentFeedOptions {
  /** Minutes between two checks of the folder. @default 15 */
  readonly refreshMinutes?: number;
  /**
   * Seconds for which rows wait for a check. The check continues after this time, and rows have what was loaded before.
   *
   * @default 60
   */
  readonly maxWaitSeconds?: number;
  /** Most bytes of one list, after decompression. @default 134217728 (128 MiB) */
  readonly maxListBytes?: number;
  /** Most bytes of all databases together, after decompression. @default 268435456 (256 MiB) */
  readonly maxDatabaseBytes?: number;
  /** Most networks of all lists together. A million of them need up to 100 MiB. @default 2000000 */
  readonly maxNetworks?: number;
  /** Current time in milliseconds, for tests. @default Date.now */
  readonly now?: () => number;
}

/** A check of the folder. */
interface Check {
  readonly begin: number;
  end: Promise<void>;
}

const MINUTE = 60_000;
/** A folder that cannot be listed, or a file that cannot be read, is tried again after this time. */
const RETRY_MINUTES = 1;
/** A check that takes longer is given up, and the next one begins. */
const MAX_CHECK_MINUTES = 10;
const MAX_FILES = 200;
const MAX_TYPE_BYTES = 2 ** 20;

/**
 * Keeps an enricher current with a folder of threat lists and databases, without ever failing: a list that cannot be used is
 * reported, and its last good content stays in use. Files whose version is unchanged are not read again.
 *
 * @example
 * const feed = new EnrichmentFeed(folder);
 * const enricher = await feed.enricher();
 * await normalize(source, directory, { enricher });
 * feed.status.files.filter(({ problem }) => problem !== undefined);
 */
export class EnrichmentFeed {
  private readonly entries = new Map<string, FeedEntry>();
  private readonly limits: FeedLimits;
  private readonly refreshMillis: number;
  private readonly maxWaitMillis: number;
  private readonly now: () => number;
  private current: Enricher | undefined;
  private checked: Date | undefined;
  private problem: string | undefined;
  private dropped: readonly string[] = [];
  private nextCheck = Number.NEGATIVE_INFINITY;
  private check: Check | undefined;

  constructor(
    private readonly folder: EnrichmentFolder,
    options: EnrichmentFeedOptions = {},
  ) {
    this.refreshMillis = (options.refreshMinutes ?? 15) * MINUTE;
    this.maxWaitMillis = (options.maxWaitSeconds ?? 60) * 1_000;
    this.now = options.now ?? Date.now;
    this.limits = {
      maxListBytes: options.maxListBytes ?? 128 * 2 ** 20,
      maxDatabaseBytes: options.maxDatabaseBytes ?? 256 * 2 ** 20,
      maxNetworks: options.maxNetworks ?? 2_000_000,
      maxTypeBytes: MAX_TYPE_BYTES,
    };
  }

  /**
   * Returns the enricher of the current lists and databases, after a check of the folder if one is due. Never rejects.
   *
   * @returns undefined if no list and no database is in use
   */
  async enricher(): Promise<Enricher | undefined> {
    const now = this.now();
    const isStuck = this.check !== undefined && now - this.check.begin >= MAX_CHECK_MINUTES * MINUTE;
    if (isStuck || (!this.check && now >= this.nextCheck)) this.begin(now);
    if (this.check) await atMost(this.check.end, this.check.begin + this.maxWaitMillis - now);
    return this.current;
  }

  /** What is known about the folder and its files. */
  get status(): EnrichmentStatus {
    const { checked, check, dropped } = this;
    const isLate = check !== undefined && this.now() - check.begin > this.maxWaitMillis;
    const problem = isLate
      ? `the check of the threat lists that began at ${new Date(check.begin).toISOString()} has not ended`
      : this.problem;
    return { checked, problem, dropped, files: this.sorted().map((entry) => entry.status) };
  }

  private begin(now: number): void {
    const check: Check = { begin: now, end: Promise.resolve() };
    this.check = check;
    check.end = this.refresh(check).finally(() => {
      if (this.check === check) this.check = undefined;
    });
  }

  private async refresh(check: Check): Promise<void> {
    let files: EnrichmentFile[];
    try {
      files = await this.folder.list();
      if (this.check !== check) return;
    } catch (error) {
      if (this.check !== check) return;
      this.problem = `the threat lists cannot be listed: ${(error as Error).message}`;
      this.nextCheck = this.now() + this.retryMillis;
      return;
    }
    this.checked = new Date(this.now());
    this.problem = undefined;
    const used = files.filter(({ name }) => feedFileKind(name) !== undefined).sort(byName);
    this.drop(new Set(used.map(({ name }) => name)));
    for (const [index, file] of used.entries()) {
      await this.update(file, index, check);
      // another check has begun, because this one took too long
      if (this.check !== check) return;
    }
    const isUnread = [...this.entries.values()].some((entry) => entry.isUnread);
    this.nextCheck = this.now() + (isUnread ? this.retryMillis : this.refreshMillis);
  }

  private get retryMillis(): number {
    return Math.min(RETRY_MINUTES * MINUTE, this.refreshMillis);
  }

  /** Drops the files that the folder no longer contains. */
  private drop(names: ReadonlySet<string>): void {
    this.dropped = [...this.entries.keys()].filter((name) => !names.has(name)).sort();
    for (const name of this.dropped) this.entries.delete(name);
    if (this.dropped.length > 0) this.renew();
  }

  private async update(file: EnrichmentFile, index: number, check: Check): Promise<void> {
    const kind = feedFileKind(file.name) as EnrichmentFileKind;
    const entry = this.entries.get(file.name) ?? new FeedEntry(file.name, kind);
    this.entries.set(file.name, entry);
    const now = this.now();
    const limits = this.limitsOf(entry);
    if (!entry.needs(file, limits, now)) return;
    try {
      if (index >= MAX_FILES)
        throw new FeedContentError(`${kind} ${file.name}: only ${MAX_FILES} files are used`);
      const content = await loadFeedFile(this.folder, file, kind, limits, now);
      if (this.check !== check) return;
      entry.load(file, content);
      // the old content of this file is free before the next file is read
      this.renew();
    } catch (error) {
      if (this.check === check) entry.fail(file, error as Error, limits, new Date(now));
    }
  }

  /** What a file may use besides the other files. */
  private limitsOf(entry: FeedEntry): FeedLimits {
    let { maxNetworks, maxTypeBytes, maxDatabaseBytes } = this.limits;
    for (const other of this.entries.values()) {
      if (other === entry) continue;
      maxNetworks -= other.content?.read?.list.size ?? 0;
      maxTypeBytes -= other.content?.read?.typeBytes ?? 0;
      maxDatabaseBytes -= other.content?.databaseBytes ?? 0;
    }
    return { ...this.limits, maxNetworks, maxTypeBytes, maxDatabaseBytes };
  }

  private renew(): void {
    const entries = this.sorted();
    const lists: ThreatList[] = [];
    for (const { content } of entries) if (content?.read?.entries) lists.push(content.read.list);
    const withDatabase = entries.filter(({ content }) => content?.database);
    const databases = withDatabase
      .map(({ content }) => content?.database)
      .filter((each) => each !== undefined);
    this.current =
      lists.length + databases.length === 0
        ? undefined
        : new Enricher(ThreatLists.of(lists), databases, {
            onDamagedRecord: (index, error) => withDatabase[index]?.damaged(error),
          });
  }

  private sorted(): FeedEntry[] {
    return [...this.entries.values()].sort(byName);
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Waits for the end of some work, at most for a time. */
async function atMost(work: Promise<void>, millis: number): Promise<void> {
  if (millis <= 0) return;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, millis);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}

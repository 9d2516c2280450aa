import type { EnrichmentFile } from './enrichment-folder';
import { EnrichmentFileKind, EnrichmentFileState, type EnrichmentFileStatus } from './enrichment-status';
import { type FeedContent, FeedContentError, type FeedLimits } from './feed-content';

const MAX_EXAMPLES = 5;

/** A file of the folder with its content in use. */
export class FeedEntry {
  content: FeedContent | undefined;
  private version: string | undefined;
  private modified: Date | undefined;
  private problem: string | undefined;
  private failingSince: Date | undefined;
  /** A version whose content cannot be used, and the room that there was for it. */
  private refused: { readonly version: string; readonly room: number } | undefined;
  private damagedRecords = 0;
  private readonly damageExamples: string[] = [];

  constructor(
    readonly name: string,
    readonly kind: EnrichmentFileKind,
  ) {}

  get status(): EnrichmentFileStatus {
    const { name, kind, modified, failingSince, problem, content } = this;
    const failed = content ? EnrichmentFileState.STALE : EnrichmentFileState.FAILED;
    return {
      name,
      kind,
      state: problem === undefined ? EnrichmentFileState.LOADED : failed,
      modified,
      failingSince,
      problem,
      entries: content?.read?.entries ?? 0,
      badEntries: content?.read?.badEntries ?? this.damagedRecords,
      skippedEntries: content?.read?.skippedEntries ?? 0,
      entriesWithoutType: content?.read?.entriesWithoutType ?? 0,
      badExamples: content?.read?.problems ?? this.damageExamples,
    };
  }

  /** Whether the version in the folder could not be read, so that another attempt can succeed. */
  get isUnread(): boolean {
    return this.problem !== undefined && this.refused === undefined;
  }

  /**
   * Whether the file has to be read. A version that is in use, or that was refused, is not read again. A list that was
   * stored again without a change is read, because rows state the time of the last change.
   */
  needs({ version, modified }: EnrichmentFile, limits: FeedLimits, now: number): boolean {
    if (version === this.version) {
      // an earlier version can be back
      this.succeed();
      return (
        modified.getTime() !== this.modified?.getTime() ||
        now >= (this.content?.read?.changesAt ?? Number.POSITIVE_INFINITY)
      );
    }
    return version !== this.refused?.version || this.roomOf(limits) > this.refused.room;
  }

  load({ version, modified }: EnrichmentFile, content: FeedContent): void {
    this.content = content;
    this.version = version;
    this.modified = modified;
    this.damagedRecords = 0;
    this.damageExamples.length = 0;
    this.succeed();
  }

  /** Notes that the version in the folder cannot be used. */
  fail({ version }: EnrichmentFile, error: Error, limits: FeedLimits, now: Date): void {
    this.problem = error.message;
    this.failingSince ??= now;
    this.refused = error instanceof FeedContentError ? { version, room: this.roomOf(limits) } : undefined;
  }

  /** Counts a record of the database that is damaged. */
  damaged(error: Error): void {
    this.damagedRecords++;
    if (this.damageExamples.length < MAX_EXAMPLES && !this.damageExamples.includes(error.message))
      this.damageExamples.push(error.message);
  }

  private roomOf({ maxNetworks, maxDatabaseBytes }: FeedLimits): number {
    return this.kind === EnrichmentFileKind.DATABASE ? maxDatabaseBytes : maxNetworks;
  }

  private succeed(): void {
    this.problem = undefined;
    this.failingSince = undefined;
    this.refused = undefined;
  }
}

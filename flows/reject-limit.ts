import type { Reject } from './rejects';

/** Most rejects of one source that are written with their text, and the largest total of these texts in UTF-16 units. */
export const MAX_REJECTS = 100_000;
export const MAX_REJECT_TEXT = 64 * 1024 * 1024;

/** Most kinds of further rejects that are counted separately. */
const MAX_KINDS = 1_000;

/** A row of `rejects`: a reject, and the number of records for which it stands. */
export interface CountedReject extends Reject {
  readonly records: bigint;
}

interface Kind {
  readonly first: Reject;
  last: bigint;
  records: bigint;
}

/**
 * Limits the rejects of one source, of which the text can be much larger than the source. The first ones pass. All further
 * ones of a kind, which is a code and an account, are counted, and one row stands for them.
 */
export class RejectLimit {
  private written = 0;
  private text = 0;
  private readonly kinds = new Map<string, Kind>();

  constructor(
    private readonly maxRejects = MAX_REJECTS,
    private readonly maxText = MAX_REJECT_TEXT,
  ) {}

  /** Adds a reject. Returns the row to write; undefined if the reject is counted for a later row. */
  add(reject: Reject): CountedReject | undefined {
    const text = reject.raw.length + reject.detail.length + (reject.rawBytes?.length ?? 0);
    if (this.written < this.maxRejects && this.text + text <= this.maxText) {
      this.written++;
      this.text += text;
      return { ...reject, records: 1n };
    }
    this.count(reject);
    return undefined;
  }

  /** Returns the rows for the rejects that were counted, and forgets them. */
  rest(): CountedReject[] {
    const rows = [...this.kinds.values()].map(({ first, last, records }) => ({
      ...first,
      records,
      detail: records === 1n ? first.detail : `${first.detail}; ${records - 1n} more until position ${last}`,
    }));
    this.kinds.clear();
    return rows;
  }

  private count(reject: Reject): void {
    const { code, accountId, flowLogId } = reject;
    const named = JSON.stringify([code, accountId, flowLogId]);
    const key = this.kinds.has(named) || this.kinds.size < MAX_KINDS ? named : code;
    const kind = this.kinds.get(key);
    if (kind) {
      kind.records++;
      kind.last = reject.sourceRow;
    } else {
      const { accountId: _, flowLogId: __, ...unnamed } = reject;
      this.kinds.set(key, { first: key === code ? unnamed : reject, last: reject.sourceRow, records: 1n });
    }
  }
}

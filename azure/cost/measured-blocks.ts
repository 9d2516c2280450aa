/** Measurements of the blocks of a blob. */
export interface MeasuredBlocks {
  readonly blocks: number;
  /** Bytes of the blocks. */
  readonly jsonBytes: number;
  readonly rows: number;
  /** Bytes of the table files: a file for each block. */
  readonly tableBytes: number;
  /** Bytes of the values of all rows, as Log Analytics bills them. */
  readonly workspaceBytes: number;
  /** Processor time of the normalizer for all blocks, in milliseconds. */
  readonly cpuMillis: number;
}

/** The measurements that estimates use, with their circumstances. */
export interface MeasuredFigures {
  /** Day of the measurement, `YYYY-MM-DD`. */
  readonly date: string;
  /** Processor, system and version of Node. */
  readonly machine: string;
  /** Version of the generator of the records. */
  readonly generator: number;
  /** How often the time was measured. The least time counts: other programs only add to it. */
  readonly rounds: number;
  /** Small blocks, of a quiet network interface. */
  readonly small: MeasuredBlocks;
  /** Large blocks, of a busy network interface. */
  readonly large: MeasuredBlocks;
}

/** Bytes of a table file: a share of the bytes of its block, and a part that every file has. */
export function tableFile({ small, large }: MeasuredFigures): {
  readonly percent: number;
  readonly bytesPerBlock: number;
} {
  const share = (large.tableBytes - small.tableBytes) / (large.jsonBytes - small.jsonBytes);
  return {
    percent: Math.ceil(share * 100),
    bytesPerBlock: Math.ceil((small.tableBytes - share * small.jsonBytes) / small.blocks),
  };
}

/** Bytes of rows in a workspace, in percent of the bytes of their blocks. */
export function workspacePercent({ large }: MeasuredFigures): number {
  return Math.ceil((large.workspaceBytes / large.jsonBytes) * 100);
}

/** Processor milliseconds per GB of blocks. */
export function millisPerGb({ large }: MeasuredFigures): number {
  return Math.ceil((large.cpuMillis * 1e9) / large.jsonBytes);
}

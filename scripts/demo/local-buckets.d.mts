/** Serves `/<bucket>/<key>` from the directory of each bucket, on a free port of this machine. */
export function startLocalBuckets(
  directories: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; stop(): void }>;

/** A wording that readers of the documentation of AWS, Azure and Terraform do not know, and the words for it. */
export interface BannedPhrase {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Verbs of speech and of people. Code reports, validates and matches. */
const VERBS: readonly BannedPhrase[] = [
  { pattern: /\b(?:told|tells?|telling)\b/, instead: 'report, state, specify, return' },
  { pattern: /\b(?:said|says?|saying)\b/, instead: 'report, state, specify, return' },
  { pattern: /\bask(?:s|ed|ing)?\b/, instead: 'query, request, require' },
  { pattern: /\bh[oe]ld(?:s|ing)? (?:\S+ ){0,6}against\b/, instead: 'validate X against Y, compare, check' },
  {
    pattern: /\blets? (?:it |them )?(?:pass|in|be|through)\b/,
    instead: 'suppress; allow, grant write access',
  },
  { pattern: /\bmend(?:s|ed|ing)?\b/, instead: 'fix' },
  { pattern: /\bcom(?:e|es|ing) (?:along|out)\b/, instead: 'is included, the generated' },
  { pattern: /\bswallow(?:s|ed|er|ing)?\b/, instead: 'interpolate; ignore' },
  { pattern: /\bknocks?\b/, instead: 'request' },
  { pattern: /\brings?\b(?! buffer)/, instead: 'fires' },
];

/** Subjects without a name. Name the actor: the delivery service, the deployer, the reader. */
const ACTORS: readonly BannedPhrase[] = [
  { pattern: /\b(?:somebody|nobody|someone|no one)\b/, instead: 'the actor' },
  { pattern: /\bwho(?:ever)? (?:does|has|is|wants) not\b/, instead: 'the actor' },
  { pattern: /\bthe other side\b/, instead: 'the caller, the provider, the peer' },
  { pattern: /\bour fault\b/, instead: 'an internal error' },
  { pattern: /\bgone wrong\b/, instead: 'failed' },
  { pattern: /\bquestions? of (?:ours|its own|your own|yours)\b/, instead: 'a saved query' },
];

/** Words that are dated, or private to this project. */
const WORDS: readonly BannedPhrase[] = [
  { pattern: /can not|cannot not/, instead: 'cannot' },
  { pattern: /for ever\b/, instead: 'forever' },
  { pattern: /\bof late\b/, instead: 'recently' },
  { pattern: /some day\b/, instead: 'eventually' },
  { pattern: /second and core/, instead: 'per second per core' },
  { pattern: /\banew\b/, instead: 'again; replace' },
  { pattern: /kept aside/, instead: 'written to `rejects`' },
  { pattern: /wants a look/, instead: 'findings' },
  { pattern: /\bthere is no way\b/, instead: 'what is impossible, and why' },
  { pattern: /\bis nothing to be had\b/, instead: 'is not available' },
  { pattern: /\bunsound\b/, instead: 'invalid' },
  { pattern: /\bdoors?\b/, instead: 'entry point' },
];

/** Names that the code had before it used those of the industry. */
const NAMES: readonly BannedPhrase[] = [
  { pattern: /\bplain reader\b|normalize(?:Blob)?Plain/, instead: 'reference reader' },
  { pattern: /\bestate\b/, instead: 'ResourceModel' },
  { pattern: /\bsurroundings\b/, instead: 'HandlerContext' },
  { pattern: /\brepeats\b/, instead: 'duplicates' },
  { pattern: /\b(?:strays?|strangers?)\b/, instead: 'unresolvedFlowLogs, unattachedSubnets' },
];

/** All banned wordings; letters of either case match. */
export const BANNED_PHRASES: readonly BannedPhrase[] = [...VERBS, ...ACTORS, ...WORDS, ...NAMES].map(
  ({ pattern, instead }) => ({ pattern: new RegExp(pattern.source, 'gi'), instead }),
);

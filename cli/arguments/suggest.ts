import { didYouMean } from '../../flows/did-you-mean';

/** A known name, and other words for the same thing. */
export interface Term {
  readonly name: string;
  readonly words: readonly string[];
}

/**
 * Finds the name that the user probably meant: first by spelling, then by the words of each term.
 *
 * @returns undefined if no term is near
 */
export function suggest(typed: string, terms: readonly Term[]): string | undefined {
  const bySpelling = didYouMean(
    typed,
    terms.map(({ name }) => name),
  );
  return bySpelling ?? byMeaning(typed, terms);
}

function byMeaning(typed: string, terms: readonly Term[]): string | undefined {
  const typedWords = wordsOf(typed);
  const scored = terms.map(({ name, words }) => ({
    name,
    score: typedWords.filter((word) => words.some((each) => stem(each) === stem(word))).length,
  }));
  // on equal scores the earlier term wins
  const best = scored.reduce((left, right) => (right.score > left.score ? right : left));
  return best.score > 0 ? best.name : undefined;
}

/** The words of a text in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+/g) ?? [];
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(ies|y)$/, 'i').replace(/s$/, '') : word;
}

import {
  type DescribedQuestion,
  descriptionOf,
  type Question,
  sharedPart,
} from '../../flows/questions/question';
import type { QueryText } from './query-text';

/** A question with a query for CloudWatch Logs Insights, whose text depends on the log format. */
export interface InsightsQuestion extends DescribedQuestion {
  /** The commands after `parse`. */
  readonly steps: readonly QueryText[];
}

/** What Logs Insights adds to a question. */
export interface InsightsBody {
  /** What is true of this query only. */
  readonly notes?: string;
  /**
   * Most rows of the result. Becomes the last command of the query.
   *
   * @default - not limited
   */
  readonly limit?: number;
  readonly steps: readonly QueryText[];
}

/** Returns a question with its Logs Insights query. The fields of the format name the columns of the result. */
export function insightsQuestion(
  question: Question,
  { notes, limit, steps }: InsightsBody,
): InsightsQuestion {
  const shared = { ...sharedPart(question), columns: undefined, limit };
  const last = limit === undefined ? [] : [{ needs: [], in: () => `limit ${limit}` }];
  return { ...shared, description: descriptionOf(shared, notes), steps: [...steps, ...last] };
}

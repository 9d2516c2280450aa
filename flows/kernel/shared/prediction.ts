/** How the kernel predicts the next token of a column before it looks the token up. */
export enum Prediction {
  /** No prediction. */
  NONE,
  /** The code that last occurred together with the code of the predictor column. */
  LAST_SEEN,
  /** The token of the predictor column in the same row. Both columns share one dictionary. */
  SAME_TOKEN,
}

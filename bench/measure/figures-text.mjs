/** The measured figures as a TypeScript file. */
export function figuresText(figures) {
  return `// Written by \`node bench/normalizer-cost.mjs\`.
import type { MeasuredFigures } from './measured-format';

/** Measurements of the normalizer and of the sizes of raw objects and tables, over generated records. */
export const MEASURED_FIGURES: MeasuredFigures = ${JSON.stringify(figures, null, 2)};
`;
}

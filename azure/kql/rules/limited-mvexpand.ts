import { KqlSeverity } from '../problem';
import type { KqlRule } from './rule';

export const LIMITED_MVEXPAND: KqlRule = {
  id: 'limited-mvexpand',
  title: 'Lists are expanded with mv-expand',
  why:
    'The old spelling, mvexpand, makes 128 rows of a list at most and drops the others without a word. Source: Kusto ' +
    'Query Language documentation, "mv-expand operator".',
  check: ({ nodes }) =>
    nodes
      .filter(({ node }) => node.IsToken && node.Text === 'mvexpand')
      .map(({ node }) => ({
        severity: KqlSeverity.WARNING,
        message: 'mvexpand makes 128 rows of a list at most: write mv-expand',
        offset: node.TextStart,
      })),
};

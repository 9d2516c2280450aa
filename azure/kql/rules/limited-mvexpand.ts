import { KqlSeverity } from '../problem';
import type { KqlRule } from './rule';

export const LIMITED_MVEXPAND: KqlRule = {
  id: 'limited-mvexpand',
  title: 'Lists are expanded with mv-expand',
  why:
    'The older spelling mvexpand returns at most 128 rows of a list and silently drops the others. Source: Kusto Query ' +
    'Language documentation, "mv-expand operator".',
  check: ({ nodes }) =>
    nodes
      .filter(({ node }) => node.IsToken && node.Text === 'mvexpand')
      .map(({ node }) => ({
        severity: KqlSeverity.WARNING,
        message: 'mvexpand returns at most 128 rows of a list: use mv-expand',
        offset: node.TextStart,
      })),
};

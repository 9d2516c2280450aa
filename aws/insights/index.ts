export {
  type InsightsQueries,
  type InsightsQuery,
  insightsQueries,
  type LeftOutQuery,
  MAX_QUERY_LENGTH,
  MAX_STATS,
} from './insights-queries';

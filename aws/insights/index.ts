export {
  type InsightsQueries,
  type InsightsQuery,
  insightsQueries,
  type LeftOutQuery,
  MAX_QUERY_LENGTH,
} from './insights-queries';

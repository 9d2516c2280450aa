export {
  AlertDuration,
  defaultWindow,
  EVALUATION_FREQUENCIES,
  shortestWindow,
  WINDOW_DURATIONS,
  windowProblem,
} from './alert-window';
export { listedTraffic } from './listed-traffic';
export { MALICIOUS_CONNECTIONS, MALICIOUS_FLOWS, type MaliciousTrafficQuery } from './malicious-traffic';

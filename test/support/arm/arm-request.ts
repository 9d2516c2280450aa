import type { Json } from './resource-store';

/** A request as the Resource Manager sees it. */
export interface ArmRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Json;
}

/** A response. */
export interface ArmAnswer {
  readonly status: number;
  /** @default - no body */
  readonly body?: unknown;
}

/** An error in ARM's format. */
export function refusal(status: number, code: string, message: string): ArmAnswer {
  return { status, body: { error: { code, message } } };
}

export function ok(body: unknown): ArmAnswer {
  return { status: 200, body };
}

export function notFound(id: string): ArmAnswer {
  return refusal(404, 'ResourceNotFound', `The Resource '${id}' was not found.`);
}

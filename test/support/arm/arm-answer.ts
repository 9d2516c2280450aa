/** A response. */
export interface ArmAnswer {
  readonly status: number;
  /** @default - no body */
  readonly body?: unknown;
  /** Headers beside the content type. @default - none */
  readonly headers?: { readonly [name: string]: string };
  /** Title of the document that describes the answer. @default - the documents of the type */
  readonly document?: string;
}

/** Status of requests that the stand-in was not taught. */
export const UNTAUGHT_STATUS = 501;

/** An error in ARM's format, with the document that describes it. */
export function refusal(status: number, code: string, message: string, document: string): ArmAnswer {
  return { status, body: { error: { code, message } }, document };
}

export function ok(body: unknown): ArmAnswer {
  return { status: 200, body };
}

export function notFound(id: string): ArmAnswer {
  const document = 'Resolve errors for resource not found';
  return refusal(404, 'ResourceNotFound', `The Resource '${id}' was not found.`, document);
}

/** The answer to everything that the stand-in was not taught from a document: it does not guess. */
export function untaught(missing: string): ArmAnswer {
  const message = `the stand-in was not taught ${missing}. Find the document that describes it, and declare it in test/support/arm`;
  return { status: UNTAUGHT_STATUS, body: { error: { code: 'NotTaught', message } } };
}

/** The error of an answer in ARM's format. */
export function errorOf({ body }: ArmAnswer): { readonly code: string; readonly message: string } {
  return (body as { error: { code: string; message: string } }).error;
}

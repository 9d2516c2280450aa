import { UserError } from '../user-error';

/** An error as plain data. An error that is posted to another thread loses its class and its code. */
export interface PlainError {
  readonly isUserError: boolean;
  readonly message: string;
  readonly stack?: string;
  /** Properties of an error of the system, such as `code` and `path`. */
  readonly properties: Readonly<Record<string, unknown>>;
}

const PROPERTIES = ['code', 'errno', 'syscall', 'path', 'dest'] as const;

/** Converts an error to plain data. */
export function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { isUserError: false, message: String(error), properties: {} };
  const properties = Object.fromEntries(
    PROPERTIES.filter((name) => name in error).map((name) => [
      name,
      (error as NodeJS.ErrnoException)[name as 'code'],
    ]),
  );
  return { isUserError: error instanceof UserError, message: error.message, stack: error.stack, properties };
}

/** The error that another thread has posted. */
export function errorOf({ isUserError, message, stack, properties }: PlainError): Error {
  const error = isUserError ? new UserError(message) : new Error(message);
  if (stack !== undefined) error.stack = stack;
  return Object.assign(error, properties);
}

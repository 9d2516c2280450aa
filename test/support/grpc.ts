import { type Server, ServerCredentials } from '@grpc/grpc-js';

/** Starts a server on a free loopback port. @returns the port */
export function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
}

/** A method that responds with a message or with the error that it throws. */
export function unary<Request, Answer>(answer: (request: Request) => Answer) {
  return ({ request }: { request: Request }, done: (error: Error | null, answer?: Answer) => void) => {
    try {
      done(null, answer(request));
    } catch (error) {
      done(error as Error);
    }
  };
}

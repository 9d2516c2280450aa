/** An error in the arguments or the environment of a command. The message states the fix. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

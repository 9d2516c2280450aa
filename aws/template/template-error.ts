/** Thrown for a template that CloudFormation would reject. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

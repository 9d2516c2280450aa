/** A template that can not be deployed as it stands; the message says where and what to do. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** The text of a template and its origin. */
export interface TemplateSource {
  readonly json: Readonly<Record<string, unknown>>;
  /** Path of the file that contains the template, to resolve the paths of linked templates. */
  readonly file: string;
  /** Path of this file in reports. */
  readonly artifact: string;
  /** JSON pointer of the template in the file; empty for the whole file. */
  readonly pointer: string;
}

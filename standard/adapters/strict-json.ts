/**
 * Returns a text of the JSON of Azure Resource Manager as JSON with equal offsets: comments are replaced by spaces, and so are
 * line breaks in texts. Source: Azure Resource Manager, "Understand the structure and syntax of ARM templates", comments and
 * multi-line strings.
 */
export function strictJson(text: string): string {
  let result = '';
  let copied = 0;
  // a text, or a comment; an unclosed one ends with the file
  for (const { 0: part, index } of text.matchAll(
    /"[^"\\]*(?:\\(?:[\s\S]|$)[^"\\]*)*(?:"|$)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g,
  )) {
    const isText = part.startsWith('"');
    if (isText && !/[\r\n]/.test(part)) continue;
    result += text.slice(copied, index) + part.replace(isText ? /[\r\n]/g : /[^\r\n]/g, ' ');
    copied = index + part.length;
  }
  return result + text.slice(copied);
}

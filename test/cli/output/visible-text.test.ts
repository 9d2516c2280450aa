import { describe, expect, test } from 'vitest';
import { visibleJson, visibleLines, visibleText } from '../../../cli/output/visible-text';

/** Characters by which a text can mislead the reader of a terminal, with their escapes. */
const HIDDEN = [
  ['\u001b[31m', '\\u001b[31m'],
  ['\u0007', '\\u0007'],
  ['\u007f', '\\u007f'],
  ['\u009b2J', '\\u009b2J'],
  ['\u202e', '\\u202e'],
  ['\u2066', '\\u2066'],
  ['\u061c', '\\u061c'],
  ['\u200b', '\\u200b'],
  ['\u200d', '\\u200d'],
  ['\u2060', '\\u2060'],
  ['\ufeff', '\\ufeff'],
  ['\u00ad', '\\u00ad'],
  ['\u3164', '\\u3164'],
  ['\u2028', '\\u2028'],
  ['\u{e0041}', '\\udb40\\udc41'],
] as const;

describe('text for a terminal', () => {
  test.each(HIDDEN)('shows %j as %s', (text, shown) => {
    expect(visibleText(`a${text}b`)).toBe(`a${shown}b`);
  });

  test('keeps letters of every script, and marks that belong to them', () => {
    const text = 'é e\u0301 漢字 العربية हिन्दी \\ "quoted" 🙂';
    expect(visibleText(text)).toBe(text);
    expect(visibleJson(JSON.stringify(text))).toBe(JSON.stringify(text));
  });

  test('shows line ends and tabs, or keeps the line ends of several lines', () => {
    expect(visibleText('a\r\n\tb')).toBe('a\\r\\n\\tb');
    expect(visibleLines('a\n\u001bb')).toBe('a\n\\u001bb');
  });
});

test.each(HIDDEN)('JSON has the same value without the character: %j', (text) => {
  const json = visibleJson(JSON.stringify({ [`a${text}`]: text }, null, 2));
  expect(JSON.parse(json)).toEqual({ [`a${text}`]: text });
  expect(json.replaceAll('\n', '')).toMatch(/^[\x20-\x7e]+$/);
});

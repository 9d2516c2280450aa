import { archiveKindOf } from '../input/archive-kind';
import { readJsonList } from './list-formats/json-list';
import { readTextList } from './list-formats/text-list';
import { ThreatListError } from './threat-list-error';
import { type ReadList, ThreatListReading, type ThreatListRequest } from './threat-list-reading';

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
const SNIFFED_BYTES = 1024;
const HTML = /^\s*<(?:!doctype|html|head|body)/i;
const XML = /^\s*</;
const JSON_TEXT = /^\s*(?:\{|\[\s*(?:[[{"\]]|$))/;

/**
 * Reads a threat list. The content decides the format, not the name of the file.
 *
 * The reading yields between parts of the list, so that callers can do other work.
 *
 * @throws ThreatListError if the content is no list, or has too many networks
 */
export function* readThreatList(content: Buffer, request: ThreatListRequest): Generator<undefined, ReadList> {
  const isMarked = content.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  const text = isMarked ? content.subarray(BYTE_ORDER_MARK.length) : content;
  const start = text.toString('utf8', 0, SNIFFED_BYTES);
  const problem = contentProblem(text, start);
  if (problem) throw new ThreatListError(`threat list ${request.path} ${problem}`);
  const reading = new ThreatListReading(request);
  yield* JSON_TEXT.test(start) ? readJsonList(text, reading) : readTextList(text, reading);
  return reading.end();
}

/** Describes a content that is no list at all. */
function contentProblem(content: Buffer, start: string): string | undefined {
  const archive = archiveKindOf({ bytes: content.subarray(0, SNIFFED_BYTES) });
  if (archive !== undefined) return `is a ${archive} archive. Unpack it.`;
  if (start.includes('\0')) return 'is binary or UTF-16. Give a text file in UTF-8.';
  if (HTML.test(start)) {
    return 'is an HTML page, which servers send in place of a list that needs a login or does not exist. Download it again.';
  }
  if (XML.test(start)) return 'is XML, as STIX 1 is. Convert it to STIX 2.1 or to a text list.';
  return start.trim() === '' && content.toString('latin1').trim() === ''
    ? 'is empty. Download it again, or leave it out.'
    : undefined;
}

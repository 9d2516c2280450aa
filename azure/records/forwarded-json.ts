import { MAX_DOCUMENT_DEPTH } from '../../flows/input/json-documents';
import { JsonNesting } from '../../flows/input/json-nesting';
import { isObject } from './record-parts';
import type { JsonObject } from './record-types';

/**
 * Keys under which forwarders keep the original event: Filebeat and Logstash, Splunk and Cribl, Elastic, Event Hubs.
 */
const TEXT_KEYS: readonly string[] = [
  'message',
  'event',
  '_raw',
  'raw',
  'original',
  'body',
  'Body',
  '_source',
  'result',
];

const BEGINS_JSON = /^[\s\ufeff]*[[{]/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The JSON values in the texts of a forwarder's envelope: as they are, or in base64. */
export function* forwardedJson(envelope: JsonObject): Generator<unknown> {
  for (const key of TEXT_KEYS) {
    const value = envelope[key];
    if (isObject(value)) yield* isFlat(value) ? [value] : forwardedJson(value);
    else if (typeof value === 'string') yield* parsedText(value);
  }
}

/** The texts of events in a forwarder's envelope, as they are and decoded from base64. */
export function* textsOfEvents(envelope: JsonObject): Generator<string> {
  for (const key of TEXT_KEYS) {
    const value = envelope[key];
    if (isObject(value)) yield* textsOfEvents(value);
    else if (typeof value === 'string') yield* readings(value);
  }
}

/** Whether an object has no text of an event: then it can be the event itself. */
function isFlat(value: JsonObject): boolean {
  return !TEXT_KEYS.some((key) => key in value);
}

function* parsedText(text: string): Generator<unknown> {
  for (const json of readings(text)) {
    if (!BEGINS_JSON.test(json) || !isShallow(json)) continue;
    try {
      yield JSON.parse(json.replace(/^\ufeff/, ''));
      return;
    } catch {
      // the text is not JSON: the envelope is a reject
    }
  }
}

function readings(text: string): string[] {
  return BASE64.test(text) ? [text, Buffer.from(text, 'base64').toString('utf8')] : [text];
}

/** Whether the nesting of a text is within the limit. Each level uses memory. */
function isShallow(json: string): boolean {
  const bytes = Buffer.from(json);
  const nesting = new JsonNesting();
  for (let at = nesting.next(bytes, 0); at !== undefined; at = nesting.next(bytes, at)) {
    if (nesting.depth > MAX_DOCUMENT_DEPTH) return false;
  }
  return true;
}

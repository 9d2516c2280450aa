import { describe, expect, test } from 'vitest';
import { blobEvents } from '../../../azure/normalizer/blob-events';
import { FLOW_LOG_CONTAINERS } from '../../../azure/storage/containers';

const [CONTAINER = ''] = FLOW_LOG_CONTAINERS;
const PATH = 'flowLogResourceID=/A_B/C_D/y=2026/m=11/d=22/h=10/m=00/macAddress=000D3A111111/PT1H.json';
const BLOB = `${CONTAINER}/${PATH}`;
const SUBJECT = `/blobServices/default/containers/${CONTAINER}/blobs/${PATH}`;
const EVENT = { eventType: 'Microsoft.Storage.BlobCreated', subject: SUBJECT, data: {} };

const eventsOf = (message: unknown) => blobEvents(message, FLOW_LOG_CONTAINERS);

describe('blobEvents', () => {
  const json = JSON.stringify(EVENT);
  const { eventType, ...rest } = EVENT;
  test.each([
    ['JSON', json],
    ['base64', Buffer.from(json).toString('base64')],
    ['an object that the host has parsed', EVENT],
    ['an array', [EVENT, EVENT]],
    ['CloudEvents', { specversion: '1.0', type: eventType, ...rest }],
    ['an encoded subject', { ...EVENT, subject: SUBJECT.replaceAll('=', '%3D') }],
    [
      'an event with an encoded URL and no subject',
      {
        eventType,
        data: { url: `https://a.blob.core.windows.net/${encodeURI(BLOB).replaceAll('=', '%3D')}` },
      },
    ],
  ])('reads the blob from %s', (_, message) => {
    expect(eventsOf(message)).toEqual({ blobs: [BLOB], ignored: 0 });
  });

  test('ignores events of other types and other blobs', () => {
    const other = [
      { ...EVENT, eventType: 'Microsoft.Storage.BlobDeleted' },
      { ...EVENT, subject: SUBJECT.replace('PT1H.json', 'other.json') },
      { ...EVENT, subject: SUBJECT.replace(CONTAINER, 'another') },
      { ...EVENT, subject: SUBJECT.replace('/h=10', '') },
    ];
    expect(eventsOf([...other, EVENT])).toEqual({ blobs: [BLOB], ignored: other.length });
  });

  test('keeps a percent sign that does not begin an escape', () => {
    const subject = SUBJECT.replace('C_D', 'C_100%');
    expect(eventsOf({ ...EVENT, subject }).blobs).toEqual([BLOB.replace('C_D', 'C_100%')]);
  });

  test.each([['no json'], ['"text"'], ['{}'], [[1]], [{ eventType: EVENT.eventType }]])(
    'rejects the invalid message %j',
    (message) => {
      expect(() => eventsOf(message)).toThrow(
        /^expected an Event Grid event in the queue, received .+; grant/,
      );
    },
  );
});

import { shown } from '../../shown';
import type { ForeignForm } from '../input-form';

const HTML_ELEMENT = /^<(?:!doctype html|html|head|body)[\s>]/i;
const COMMENT = /^<!--[^>]*>/;
const TITLE = /<title[^>]{0,200}>([^<]{1,200})/i;
const XML = /^\s{0,100}<(?:\?xml|[a-z_][\w:.-]{0,100}[\s/>])/i;
const ERROR_CODE = /<Code>([\w.-]{1,100})<\/Code>/;
const WINDOWS_EVENTS = /<Events?[ >]/;

/** Markup that is no flow log: pages and responses that a download wrote in place of the file, and exports in XML. */
export const MARKUP_FORMS: readonly ForeignForm[] = [
  {
    id: 'html',
    title: 'an HTML page',
    advice:
      'A server returned this page in place of the file, for example because the sign-in has expired. Download the file ' +
      'again, for example with `aws s3 cp` or `az storage blob download`.',
    recognizes({ head }) {
      if (!HTML_ELEMENT.test(head.trimStart().replace(COMMENT, '').trimStart())) return undefined;
      const title = TITLE.exec(head)?.[1]?.trim();
      return title ? `its title is ${shown(title)}` : 'the text begins with an HTML element';
    },
  },
  {
    id: 'storage-error',
    title: 'an error response of a storage service',
    advice:
      'The download failed with this error. Correct the access or the path, and download the file again.',
    recognizes({ head }) {
      const code = XML.test(head) && /<Error[\s>]/.test(head) ? ERROR_CODE.exec(head)?.[1] : undefined;
      return code && `its code is ${code}`;
    },
  },
  {
    id: 'windows-events-xml',
    title: 'events of Windows in XML',
    advice: 'They contain events of Windows, not network flows of a cloud.',
    recognizes({ head }) {
      return XML.test(head) && WINDOWS_EVENTS.test(head) ? 'the text has the element Event' : undefined;
    },
  },
  {
    id: 'xml',
    title: 'an XML document',
    advice: 'No service writes flow logs in XML. Give the flow log itself.',
    recognizes: ({ head }) => (XML.test(head) ? 'the text begins with an XML element' : undefined),
  },
];

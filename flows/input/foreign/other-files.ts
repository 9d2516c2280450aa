import { ArchiveKind, archiveKindOf } from '../archive-kind';
import type { ForeignForm } from '../input-form';

const W3C_DIRECTIVE = /^#(?:Version|Software|Fields|Date|Start-Date|Remark): /;
const W3C_FIELDS = /^#Fields: /;
const WEB_SERVER_LOG =
  /^\S{1,100} \S{1,100} \S{1,100} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "/;
/** Name of the first member of every document in Office Open XML. */
const OFFICE_MEMBER = '[Content_Types].xml';
const LOCAL_HEADER_BYTES = 30;

/** Archives and logs of programs. */
export const OTHER_FORMS: readonly ForeignForm[] = [
  {
    id: 'office-open-xml',
    title: 'an Office document',
    advice: 'Export the sheet with the records as CSV, and normalize the export.',
    recognizes: ({ bytes }) =>
      bytes.toString('latin1', LOCAL_HEADER_BYTES, LOCAL_HEADER_BYTES + OFFICE_MEMBER.length) ===
      OFFICE_MEMBER
        ? `its first member is ${OFFICE_MEMBER}`
        : undefined,
  },
  {
    id: 'archive',
    title: 'an archive of several files',
    advice: 'Normalize it with `flow-logs normalize` or `sourcesOf`, which read its members, or extract it.',
    recognizes(beginning) {
      const kind = archiveKindOf(beginning);
      if (kind === undefined) return undefined;
      return kind === ArchiveKind.ZIP ? 'it begins like a zip archive' : 'it begins with a tar header';
    },
  },
  {
    id: 'w3c-log',
    title: 'a log in the W3C extended format, as IIS, Windows Firewall and CloudFront write it',
    advice: 'It is no log of VPC or VNet flows. Give the flow log itself.',
    recognizes({ firstLine, lines }) {
      if (!firstLine || !W3C_DIRECTIVE.test(firstLine)) return undefined;
      return lines.find((line) => W3C_FIELDS.test(line))?.slice(0, 100) ?? firstLine.slice(0, 100);
    },
  },
  {
    id: 'web-server-log',
    title: 'an access log of a web server',
    advice: 'It contains requests, not network flows. Give the flow log itself.',
    recognizes: ({ firstLine }) =>
      firstLine && WEB_SERVER_LOG.test(firstLine)
        ? 'the first line has a time in brackets, and then a request'
        : undefined,
  },
];

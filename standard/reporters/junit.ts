import builder from 'junit-report-builder';
import type { Finding } from '../finding';
import { Outcome } from '../rules';
import { Severity } from '../severity';
import { UNDECIDED_RULE } from '../suppressions/suppress';
import { separateResults } from '../undecided/undecided-findings';
import { controlsText } from './control-text';
import type { Reporter } from './reporter';
import { formatLocation, locationOf } from './source-location';
import { subjectNames } from './subject-name';

/** Reports JUnit XML: one suite per rule, one case per resource. Notes are the output of a case that passes. */
export const junit: Reporter = (input) => {
  const { result } = input;
  const report = builder.newBuilder();
  const findings = result.findings.flatMap(separateResults);
  const nameOf = subjectNames(result);
  for (const { rule, verdicts } of result.verdicts) {
    const suite = report.testSuite().name(text(`${rule.id} ${rule.name}`));
    const found = findings.filter((finding) => (finding.undecidedRules?.[0] ?? finding.rule) === rule.id);
    for (const subject of new Set(verdicts.map((verdict) => verdict.subject))) {
      const one = suite
        .testCase()
        .className(rule.id)
        .name(text(nameOf(subject)));
      const own = found.filter((finding) => finding.subject?.address === subject.address);
      const failure = own.find(isFailure);
      if (failure) {
        const location = locationOf(failure, input);
        const all = own.map(findingText).join('\n');
        one
          .failure(text(failure.message), rule.id)
          .stacktrace(text([all, ...(location ? [formatLocation(location)] : [])].join('\n')));
      } else if (own.length > 0 && own.every(isNote)) {
        one.standardOutput(text(own.map(findingText).join('\n')));
      } else if (
        own.length > 0 ||
        verdicts.some((each) => each.subject === subject && each.outcome === Outcome.UNDECIDED)
      ) {
        one.skipped();
        one.standardOutput(
          text(own.map(({ message, suppression }) => suppression?.reason ?? message).join('\n')),
        );
      }
    }
  }
  const unread = result.findings.filter(
    ({ rule, undecidedRules }) => rule === UNDECIDED_RULE && undecidedRules === undefined,
  );
  if (unread.length > 0) {
    const suite = report.testSuite().name('parts that were not read');
    for (const { rule, subject, message } of unread) {
      const one = suite
        .testCase()
        .className(rule)
        .name(text(subject ? nameOf(subject) : message));
      one.skipped();
      one.standardOutput(text(message));
    }
  }
  const general = result.findings.filter(({ subject }) => subject === undefined);
  if (general.length > 0) {
    const suite = report.testSuite().name('the standard');
    for (const finding of general) {
      const { rule, message } = finding;
      const one = suite.testCase().className(rule).name(text(message));
      const all = text(findingText(finding));
      if (isNote(finding)) one.standardOutput(all);
      else one.failure(text(message), rule).stacktrace(all);
    }
  }
  return `${report.build()}\n`;
};

function isFailure(finding: Finding): boolean {
  return !isNote(finding) && finding.suppression === undefined && finding.undecidedRules === undefined;
}

function isNote({ severity, suppression, undecidedRules }: Finding): boolean {
  return severity === Severity.NOTE && suppression === undefined && undecidedRules === undefined;
}

function findingText({ message, fix, controls }: Finding): string {
  return [message, `fix: ${fix}`, ...(controls.length > 0 ? [`for: ${controlsText(controls)}`] : [])].join(
    '\n',
  );
}

/** Replaces characters that XML does not allow: control characters and unpaired surrogates. */
function text(value: string): string {
  return value.replace(/[^\t\n\r\P{Cc}]|[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
}

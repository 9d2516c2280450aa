import builder from 'junit-report-builder';
import { Outcome } from '../rules';
import { placeOf, shownPlace } from './place';
import type { Reporter } from './reporter';

/** One suite for each rule, one case for each thing that it was asked of. */
export const junit: Reporter = (input) => {
  const { result } = input;
  const report = builder.newBuilder();
  for (const { rule, verdicts } of result.verdicts) {
    const suite = report.testSuite().name(text(`${rule.id} ${rule.name}`));
    const found = result.findings.filter((finding) => (finding.about ?? finding.rule) === rule.id);
    for (const subject of new Set(verdicts.map((verdict) => verdict.subject))) {
      const one = suite.testCase().className(rule.id).name(text(subject.title));
      const own = found.filter((finding) => finding.subject?.address === subject.address);
      const [first] = own.filter(({ suppression }) => suppression === undefined);
      if (first && first.about === undefined) {
        const place = placeOf(first, input);
        const all = own.map(({ message, fix }) => `${message}\nfix: ${fix}`).join('\n');
        one
          .failure(text(first.message), rule.id)
          .stacktrace(text([all, ...(place ? [shownPlace(place)] : [])].join('\n')));
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
  const about = result.findings.filter(({ subject }) => subject === undefined);
  if (about.length > 0) {
    const suite = report.testSuite().name('the standard');
    for (const { rule, message } of about)
      suite.testCase().className(rule).name(text(message)).failure(text(message), rule);
  }
  return `${report.build()}\n`;
};

/** XML knows no control characters, however they are written, and no halves of characters. */
function text(value: string): string {
  return value.replace(/[^\t\n\r\P{Cc}]|[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
}

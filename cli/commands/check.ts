import { Command, Option } from 'commander';
import pc from 'picocolors';
import { ArtifactError } from '../../standard/adapters';
import { readArtifact, readVersions } from '../../standard/adapters/read-artifact';
import { check, counted } from '../../standard/check';
import { mergeModels, type ResourceModel } from '../../standard/facts';
import { ArtifactLines } from '../../standard/locations/artifact-lines';
import { REPORTERS } from '../../standard/reporters';
import { RULE_METADATA } from '../../standard/rules';
import { isAtLeast, Severity } from '../../standard/severity';
import { resultOfReport } from '../../standard/validation-report/read-report';
import { readBaseline } from '../check/baseline';
import { findStandard } from '../check/find-standard';
import { type AskedReport, reportOption, writeReports } from '../check/reports';
import { ExitCode, UsageError } from '../exit';
import { printTable } from '../output/table';

interface Options {
  readonly standard?: string;
  readonly base?: readonly string[];
  readonly report?: readonly AskedReport[];
  readonly failOn: Severity;
  readonly baseline?: string;
  readonly fromValidationReport?: string;
  readonly listRules?: boolean;
}

// the package asks for itself by name, which holds from the sources and from what is published
const { version } = require('cloud-flow-logs/package.json') as { version: string };

/** `flow-logs check`: whether what is to be deployed is as the standard wants it. */
export function checkCommand(done: (code: ExitCode) => void): Command {
  const kinds = Object.keys(REPORTERS).join(', ');
  return new Command('check')
    .description(
      'hold flow logs of an app against a standard, before they are deployed; exit 1 if it finds something',
    )
    .argument('[artifacts...]', 'cdk.out, a template, cdktf.out, *.tf.json, a plan or a preview in JSON')
    .option('--standard <file>', 'the standard; flow-log-standard.yaml here or above, where it is left out')
    .option('--base <artifact>', 'what there was before, to review the change', gathered)
    .option('--report <kind[=file]>', `${kinds}; as often as wanted`, reportOption)
    .addOption(
      new Option('--fail-on <severity>', 'what exits 1, with all that is worse')
        .choices([Severity.ERROR, Severity.WARNING, Severity.NOTE])
        .default(Severity.ERROR),
    )
    .option('--baseline <file>', 'an earlier report in JSON: only what is new exits 1')
    .option('--from-validation-report <file>', "report what CDK validation plugins found, cdk-nag's too")
    .option('--list-rules', 'list the rules')
    .action((artifacts: readonly string[], options: Options) => {
      if (options.listRules) listRules();
      else done(run(artifacts, options));
    });
}

function run(artifacts: readonly string[], options: Options): ExitCode {
  const { fromValidationReport: report, failOn, report: asked = [{ kind: 'pretty' }] } = options;
  if (artifacts.length === 0 && report === undefined) {
    throw new UsageError('give what is to be checked: `flow-logs check cdk.out`');
  }
  try {
    const standard = findStandard(options.standard).resolved;
    const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
    const result =
      report === undefined
        ? check({ ...modelsOf(artifacts, options.base), standard })
        : resultOfReport(report);
    const lines = new ArtifactLines();
    writeReports(asked, {
      result,
      standard,
      version,
      ...(baseline && { baseline }),
      colours: pc.isColorSupported && process.stdout.isTTY === true,
      lineOf: (artifact, pointer) => lines.lineOf(artifact, pointer),
    });
    const isBad = counted(result).some(
      ({ severity, fingerprint }) => isAtLeast(severity, failOn) && !baseline?.has(fingerprint),
    );
    return isBad ? ExitCode.FINDINGS : ExitCode.FINE;
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return ExitCode.INTERNAL;
  }
}

/** What is checked, and what there was before: as it is given, else as plans and previews say themselves. */
function modelsOf(
  artifacts: readonly string[],
  given?: readonly string[],
): { model: ResourceModel; base?: ResourceModel } {
  const read = artifacts.map((each) => readVersions(each));
  const before = given?.map((each) => readArtifact(each)) ?? read.map((each) => each.before());
  const told = before.filter((each) => each !== undefined);
  return {
    model: mergeModels(read.map(({ now }) => now)),
    // half of what there was would make the rest look new
    ...(told.length > 0 && told.length === before.length && { base: mergeModels(told) }),
  };
}

function gathered(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function listRules(): void {
  printTable(
    ['rule', 'name', 'severity', 'clouds', 'what must be so'],
    RULE_METADATA.map(({ id, name, severity, clouds, title }) => [
      id,
      name,
      severity,
      clouds.join(', '),
      title,
    ]),
  );
}

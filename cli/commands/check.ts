import { Command, Option } from 'commander';
import pc from 'picocolors';
import { STANDARD_INPUT } from '../../standard/adapters/artifact-text';
import { readParameterFiles } from '../../standard/adapters/parameter-file';
import { readArtifacts } from '../../standard/adapters/read-artifact';
import { activeFindings, check } from '../../standard/check';
import { notUnderstood, type ResourceModel } from '../../standard/facts';
import { isInBaseline } from '../../standard/finding';
import { ArtifactLines } from '../../standard/locations/artifact-lines';
import { REPORTERS } from '../../standard/reporters';
import { RULE_METADATA } from '../../standard/rules';
import { isAtLeast, Severity } from '../../standard/severity';
import { resultOfReport } from '../../standard/validation-report/read-report';
import { HOW_TO_GIVE_ARTIFACTS } from '../arguments/artifacts';
import { existingPath } from '../arguments/existing-path';
import { RepeatableOption } from '../arguments/repeatable-option';
import { readBaseline } from '../check/baseline';
import { findStandard } from '../check/find-standard';
import { parseReportRequest, type ReportRequest, writeReports } from '../check/report-request';
import type { CommandContext } from '../context';
import { ExitCode } from '../exit-code';
import { examplesText } from '../output/examples-text';
import { jsonText } from '../output/json-text';
import { tableText } from '../output/table-text';
import { PACKAGE_VERSION } from '../package-version';
import { UserError } from '../user-error';

interface Options {
  readonly standard?: string;
  readonly base?: readonly string[];
  readonly parameters?: readonly string[];
  readonly report?: readonly ReportRequest[];
  readonly failOn: Severity;
  readonly baseline?: string;
  readonly fromValidationReport?: string;
  readonly listRules?: boolean;
  readonly json?: boolean;
}

/** `flow-logs check`: validates the flow logs of an app against a standard. */
export function checkCommand(context: CommandContext): Command {
  return new Command('check')
    .summary('validate the flow logs of an app against a standard')
    .description(
      'Validates the flow logs of an app against a standard before the app is deployed. Exits 1 if there are errors; --fail-on sets another severity.',
    )
    .argument('[artifacts...]', HOW_TO_GIVE_ARTIFACTS)
    .option('--standard <file>', 'standard; default: flow-log-standard.yaml in this directory or above')
    .addOption(
      new RepeatableOption('--base <artifact>', 'the app before the change, to report what the change does'),
    )
    .addOption(
      new RepeatableOption(
        '--parameters <file>',
        'values of the parameters of templates or of the variables of Terraform; default: their default values',
      ),
    )
    .addOption(
      new RepeatableOption(
        '--report <kind[=file]>',
        `report to write: ${Object.keys(REPORTERS).join(', ')}`,
        parseReportRequest,
      ),
    )
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that exits 1')
        .choices([Severity.ERROR, Severity.WARNING, Severity.NOTE])
        .default(Severity.ERROR),
    )
    .option('--baseline <file>', 'earlier JSON report; only findings that it does not have exit 1')
    .option(
      '--from-validation-report <file>',
      'report the findings of CDK validation plugins, such as cdk-nag',
    )
    .option('--list-rules', 'list the rules')
    .option('--json', 'print the report, or the rules, as JSON')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs check cdk.out',
        'flow-logs check plan.json --report sarif=findings.sarif --fail-on warning',
        'flow-logs check network.yaml --parameters prod.json',
        'flow-logs check cdk.out --base main/cdk.out --report markdown=comment.md',
        'flow-logs check cdk.out --json > baseline.json && flow-logs check cdk.out --baseline baseline.json',
      ),
    )
    .action(async (artifacts: readonly string[], options: Options) => {
      if (options.listRules) context.stdout.write(rulesText(options.json ?? false));
      else context.setExitCode(await run(artifacts, options, context));
    });
}

async function run(
  artifacts: readonly string[],
  options: Options,
  { stdout, stderr, env }: CommandContext,
): Promise<ExitCode> {
  const { fromValidationReport: validationReport, failOn } = options;
  if (artifacts.length === 0 && validationReport === undefined) {
    throw new UserError(
      `no artifact to check: give ${HOW_TO_GIVE_ARTIFACTS}, for example \`flow-logs check cdk.out\``,
    );
  }
  const standard = findStandard(options.standard).resolved;
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const models = validationReport === undefined ? await readModels(artifacts, options) : undefined;
  const result =
    models !== undefined
      ? check({ ...models, standard })
      : resultOfReport(
          existingPath(validationReport ?? '', 'the validation-report.json that `cdk synth` wrote'),
        );
  const lines = new ArtifactLines();
  const input = {
    result,
    standard,
    version: PACKAGE_VERSION,
    ...(baseline && { baseline }),
    colours: pc.isColorSupported && env.NO_COLOR === undefined && stdout.isTTY === true,
    lineOf: (artifact: string, pointer: string) => lines.lineOf(artifact, pointer),
  };
  writeReports(reportRequests(options), input, stdout);
  const opaque = models === undefined ? [] : notUnderstood(models.model);
  if (opaque.length > 0) {
    stderr.write(
      `error: nothing was understood in ${opaque.join(', ')}: FLS002 states the causes and the fixes\n`,
    );
    return ExitCode.INTERNAL_ERROR;
  }
  const fails = activeFindings(result).some(
    (finding) => isAtLeast(finding.severity, failOn) && !(baseline && isInBaseline(finding, baseline)),
  );
  return fails ? ExitCode.FINDINGS : ExitCode.SUCCESS;
}

function reportRequests({ report = [], json = false }: Options): readonly ReportRequest[] {
  if (json) return [{ kind: 'json' }, ...report];
  return report.length > 0 ? report : [{ kind: 'pretty' }];
}

/** The app, and the app before the change: from `--base`, or else from plans and previews, which contain both. */
async function readModels(
  artifacts: readonly string[],
  { base: basePaths, parameters: parameterPaths }: Options,
): Promise<{ model: ResourceModel; base?: ResourceModel }> {
  const parameters = parameterPaths && (await readParameterFiles(parameterPaths));
  const given = parameters ? { parameters } : {};
  const { current, prior, labels } = await readArtifacts(pathsOf(artifacts), given);
  const base = basePaths
    ? (await readArtifacts(pathsOf(basePaths), { ...given, currentLabels: labels })).current
    : prior();
  return { model: current, ...(base && { base }) };
}

function pathsOf(artifacts: readonly string[]): string[] {
  return artifacts.map((path) =>
    path === STANDARD_INPUT ? path : existingPath(path, HOW_TO_GIVE_ARTIFACTS),
  );
}

function rulesText(json: boolean): string {
  if (json) return jsonText(RULE_METADATA);
  return tableText(
    ['rule', 'name', 'severity', 'clouds', 'requirement'],
    RULE_METADATA.map(({ id, name, severity, clouds, title }) => [
      id,
      name,
      severity,
      clouds.join(', '),
      title,
    ]),
  );
}

// docs/pull-requests.md: the review of five changes, as a comment on a pull request.
import { join } from 'node:path';
import { ROOT } from '../project.mjs';
import { requireSource } from '../sources.mjs';
import { page } from './markdown.mjs';

const { readArtifacts } = requireSource('standard/adapters/read-artifact.ts');
const { check } = requireSource('standard/check.ts');
const { ArtifactLines } = requireSource('standard/locations/artifact-lines.ts');
const { FlowLogStandard } = requireSource('standard/flow-log-standard.ts');
const { REPORTERS } = requireSource('standard/reporters/index.ts');
const { COMMENT_TAG } = requireSource('standard/reporters/markdown.ts');

const lines = new ArtifactLines();
const lineOf = (artifact, pointer) => lines.lineOf(join(ROOT, artifact), pointer);

const FOLDER = 'examples/pull-requests';

const STANDARD = `version: 1
name: network team
aws:
  format: { required: [srcaddr, dstaddr, action], default: deny }
  traffic: ALL
  retention: { minDays: 365 }
`;

/** Pull requests by the name of the template after the change. */
const CHANGES = {
  'order-changed': ['The order of the fields changes', 'Two fields change places in the log format.'],
  'field-inserted': [
    'A field is inserted',
    'A field is added in the middle of the log format, not at its end.',
  ],
  'destination-moved': ['The destination moves', 'Records go to the bucket of another team.'],
  'vpc-replaced': [
    'The VPC is replaced',
    'The address range of the VPC changes. The template of the flow log stays the same.',
  ],
  'policy-broken': [
    'The bucket policy stops the delivery',
    'A new statement of the bucket policy denies requests from outside of the organization.',
  ],
};

/** Returns the page. */
export async function pullRequestsPage() {
  const reviews = [];
  for (const [name, [title, about]] of Object.entries(CHANGES)) {
    reviews.push(
      `## ${title}`,
      '',
      `${about} Templates: [before](../${FOLDER}/base.yaml), [after](../${FOLDER}/${name}.yaml).`,
      '',
      (await reviewOf(name)).trim(),
      '',
    );
  }
  return page('Reviews of pull requests', [
    '`flow-logs check template.yaml --base main/template.yaml --report markdown=comment.md` writes the comment of a pull request.',
    'The first line states the consequence. Below are the comments of five pull requests.',
    '',
    ...reviews,
  ]);
}

async function reviewOf(name) {
  const path = (file) => join(ROOT, FOLDER, `${file}.yaml`);
  const { current: model, labels } = await readArtifacts([path(name)], { directory: ROOT });
  const { current: base } = await readArtifacts([path('base')], { directory: ROOT, currentLabels: labels });
  const standard = FlowLogStandard.parse(STANDARD, 'flow-log-standard.yaml').resolved;
  const result = check({ model, base, standard, today: '2026-11-30' });
  const text = REPORTERS.markdown({ result, standard, version: '', colours: false, lineOf });
  return text.replace(`${COMMENT_TAG}\n`, '');
}

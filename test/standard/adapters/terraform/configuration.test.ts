import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readArtifact, readArtifacts } from '../../../../standard/adapters/read-artifact';
import { check } from '../../../../standard/check';
import type { AwsFlowLog, AzureFlowLog, ResourceModel, Value } from '../../../../standard/facts';
import { FlowLogStandard } from '../../../../standard/flow-log-standard';
import { ArtifactLines } from '../../../../standard/locations/artifact-lines';
import { NetworkNames } from '../../../../standard/rule-support/network-names';
import { resultsIn } from '../../../support/rule-results';

const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-configuration-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let directories = 0;

/** Writes the files of a root module, by their paths. */
function written(files: Readonly<Record<string, string>>): string {
  const directory = join(root, String(directories++));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

async function read(
  files: string | Readonly<Record<string, string>>,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<ResourceModel> {
  const directory = written(typeof files === 'string' ? { 'main.tf': files } : files);
  return (await readArtifacts([directory], { parameters })).current;
}

const names = ({ networks }: ResourceModel) => networks.map(({ localName }) => localName);
const targets = ({ flowLogs }: ResourceModel) =>
  flowLogs.map(({ target }) => (target.known ? target.value : `unknown: ${target.reason}`));
const textFor = (value: Value<unknown> | undefined) =>
  value?.known ? value.value : `unknown: ${value?.reason}`;
const formats = ({ flowLogs }: ResourceModel) => flowLogs.map((each) => textFor((each as AwsFlowLog).format));
const coverage = (model: ResourceModel) =>
  resultsIn(check({ model, standard: FlowLogStandard.DEFAULT.resolved }).findings)
    .filter(({ rule }) => rule === 'FLS101')
    .map(({ isUndecided, subject }) => `${isUndecided ? 'FLS002' : 'FLS101'} ${subject?.localName}`);

const LOG = 'log_destination = "arn:aws:s3:::central"\n  log_destination_type = "s3"';

describe('count and for_each', () => {
  test.each([
    ['count = 0', []],
    ['count = 2', ['aws_vpc.v[0]', 'aws_vpc.v[1]']],
    ['for_each = toset(["hub", "a.b"])', ['aws_vpc.v["a.b"]', 'aws_vpc.v["hub"]']],
    ['for_each = { hub = 1 }', ['aws_vpc.v["hub"]']],
    ['for_each = {}', []],
    ['count = var.none', ['aws_vpc.v']],
    ['count = 100000', ['aws_vpc.v']],
  ])('%s creates %j', async (argument, expected) => {
    const model = await read(`variable "none" {}\nresource "aws_vpc" "v" {\n  ${argument}\n}`);
    expect(names(model)).toEqual(expected);
  });

  test.each([
    ['for_each = local.vpcs', 'aws_vpc.v[each.key].id', ['aws_vpc.v["a"]', 'aws_vpc.v["b"]']],
    ['for_each = aws_vpc.v', 'each.value.id', ['aws_vpc.v["a"]', 'aws_vpc.v["b"]']],
    ['count = 2', 'values(aws_vpc.v)[count.index].id', ['aws_vpc.v["a"]', 'aws_vpc.v["b"]']],
    ['count = 1', 'aws_vpc.v["b"].id', ['aws_vpc.v["b"]']],
    ['count = 1', '[for k, v in aws_vpc.v : v.id if k == "a"][0]', ['aws_vpc.v["a"]']],
    ['count = 1', 'one([for v in values(aws_vpc.v)[*].id : v if false])', ['unknown: none of']],
    [
      'for_each = { for k, v in local.vpcs : k => v if k != "a" }',
      'aws_vpc.v[each.key].id',
      ['aws_vpc.v["b"]'],
    ],
  ])('with %s, %s refers to %j', async (argument, reference, expected) => {
    const model = await read(`
locals {
  vpcs = { a = "10.0.0.0/16", b = "10.1.0.0/16" }
}
resource "aws_vpc" "v" {
  for_each   = local.vpcs
  cidr_block = each.value
}
resource "aws_flow_log" "l" {
  ${argument}
  vpc_id = ${reference}
  ${LOG}
}`);
    expect(targets(model).map((each) => each.slice(0, expected[0]?.length))).toEqual(expected);
  });

  test('relate flow logs and networks under unknown conditions', async () => {
    const log = (name: string, more: string, vpc: string) =>
      `resource "aws_flow_log" "${name}" {\n  ${more}\n  vpc_id = ${vpc}\n  ${LOG}\n}\n`;
    const model = await read(`
variable "create" { type = bool }
variable "env" {}
variable "names" {}
locals {
  is_prod = var.create && var.env == "prod"
}
resource "aws_vpc" "same" {
  count = var.create ? 1 : 0
}
resource "aws_vpc" "only_prod" {
}
resource "aws_vpc" "either" {
}
resource "aws_vpc" "chained" {
  for_each = var.names
}
resource "aws_vpc" "named" {
  for_each = var.names
}
resource "aws_vpc" "one_name" {
  for_each = var.names
}
resource "aws_vpc" "none" {
  for_each = var.names
}
${log('same', 'count = var.create ? 1 : 0', 'aws_vpc.same[0].id')}
${log('only_prod', 'count = local.is_prod ? 1 : 0', 'aws_vpc.only_prod.id')}
${log('prod', 'count = local.is_prod ? 1 : 0', 'aws_vpc.either.id')}
${log('other', 'count = local.is_prod ? 0 : 1', 'aws_vpc.either.id')}
${log('chained', 'for_each = aws_vpc.chained', 'each.value.id')}
${log('named', 'for_each = var.names', 'aws_vpc.named[each.key].id')}
${log('one_name', '', 'aws_vpc.one_name["hub"].id')}`);
    expect(coverage(model).sort()).toEqual([
      'FLS002 aws_vpc.one_name',
      'FLS002 aws_vpc.only_prod',
      'FLS101 aws_vpc.none',
    ]);
  });
});

describe('variables', () => {
  const FORMAT = `
variable "format" {
  type = string
}
resource "aws_flow_log" "l" {
  vpc_id     = "vpc-1"
  log_format = var.format
  ${LOG}
}`;

  test.each([
    ['no value', {}, {}, 'unknown: it is var.format, which has no value'],
    ['terraform.tfvars', { 'terraform.tfvars': 'format = "$${srcaddr}"' }, {}, '${srcaddr}'],
    ['terraform.tfvars.json', { 'terraform.tfvars.json': '{"format": "${srcaddr}"}' }, {}, '${srcaddr}'],
    [
      'a later file',
      {
        'terraform.tfvars': 'format = "a"',
        'a.auto.tfvars': 'format = "b"',
        'z.auto.tfvars': 'format = "c"',
      },
      {},
      'c',
    ],
    ['parameters', { 'terraform.tfvars': 'format = "a"' }, { format: '${dstaddr}' }, '${dstaddr}'],
    ['another file', { 'prod.tfvars': 'format = "a"' }, {}, 'unknown: it is var.format, which has no value'],
  ])('have values from %s', async (_title, files, parameters, expected) => {
    expect(formats(await read({ 'main.tf': FORMAT, ...files }, parameters))).toEqual([expected]);
  });

  test('have optional attributes with defaults', async () => {
    const model = await read(`
variable "logs" {
  type = map(object({
    format = optional(string, "$\${srcaddr}")
    days   = optional(number)
  }))
  default = { a = {}, b = { format = "$\${dstaddr}" } }
}
resource "aws_flow_log" "l" {
  for_each   = var.logs
  vpc_id     = "vpc-1"
  log_format = each.value.format
  ${LOG}
}`);
    expect(formats(model)).toEqual(['${srcaddr}', '${dstaddr}']);
  });

  test('have the values that their validation allows', async () => {
    const model = await read(`
variable "traffic" {
  validation {
    condition     = contains(["ACCEPT", "REJECT"], var.traffic)
    error_message = "not allowed"
  }
}
resource "aws_flow_log" "l" {
  vpc_id       = "vpc-1"
  traffic_type = var.traffic
  ${LOG}
}`);
    expect((model.flowLogs[0] as AwsFlowLog).traffic).toMatchObject({
      known: false,
      candidates: ['ACCEPT', 'REJECT'],
    });
  });
});

describe('modules', () => {
  const INNER = {
    'net/main.tf': `
variable "name" {}
resource "aws_vpc" "this" {
  tags = { Name = var.name }
}
output "id" {
  value = aws_vpc.this.id
}`,
  };
  const log = (reference: string) => `resource "aws_flow_log" "l" {\n  vpc_id = ${reference}\n  ${LOG}\n}\n`;

  test('are followed with inputs, outputs and instances', async () => {
    const model = await read({
      ...INNER,
      'main.tf': `
module "net" {
  source   = "./net"
  for_each = toset(["a", "b"])
  name     = each.key
}
${log('module.net["b"].id')}`,
    });
    expect(names(model)).toEqual(['module.net["a"].aws_vpc.this', 'module.net["b"].aws_vpc.this']);
    expect(coverage(model)).toEqual(['FLS101 module.net["a"].aws_vpc.this']);
  });

  test('are not created with a count of 0, even if they are not local', async () => {
    const model = await read('module "net" {\n  source = "git::https://example.com/x"\n  count = 0\n}');
    expect(model).toMatchObject({ networks: [], unread: [] });
  });

  test('that are not local are unread parts, with one cause for each source', async () => {
    const model = await read(`
module "a" {
  source = "terraform-aws-modules/vpc/aws"
}
module "b" {
  source = "terraform-aws-modules/vpc/aws"
}
module "c" {
  source = "./missing"
}
${log('module.a.vpc_id')}`);
    expect(model.unread.map(({ subject, cause }) => [subject.localName, cause])).toEqual([
      ['module.a', 'the module source "terraform-aws-modules/vpc/aws" is not local'],
      ['module.b', 'the module source "terraform-aws-modules/vpc/aws" is not local'],
      ['module.c', 'the module source "./missing" does not exist'],
    ]);
    expect(targets(model)[0]).toContain('it is the output vpc_id of module.a');
  });

  test('that receive a network make only its coverage unknown', async () => {
    const model = await read(`
resource "aws_vpc" "v" {
  for_each = toset(["passed", "other"])
}
locals {
  ids = [aws_vpc.v["passed"].id]
}
module "logs" {
  source = "git::https://example.com/logs"
  vpcs   = { main = local.ids }
}`);
    expect(coverage(model)).toEqual(['FLS101 aws_vpc.v["other"]', 'FLS002 aws_vpc.v["passed"]']);
  });

  test('that terraform init installed are read', async () => {
    const model = await read({
      'main.tf': 'module "net" {\n  source = "example/net/aws"\n  name = "x"\n}',
      '.terraform/modules/modules.json': JSON.stringify({
        Modules: [
          { Key: '', Source: '', Dir: '.' },
          { Key: 'net', Source: 'registry.terraform.io/example/net/aws', Dir: '.terraform/modules/net' },
        ],
      }),
      '.terraform/modules/net/main.tf': INNER['net/main.tf'],
    });
    expect(names(model)).toEqual(['module.net.aws_vpc.this']);
  });

  test('that call themselves end', async () => {
    const model = await read({
      'main.tf': 'module "a" {\n  source = "./a"\n}',
      'a/main.tf': 'module "b" {\n  source = "../b"\n}\nresource "aws_vpc" "v" {}',
      'b/main.tf': 'module "a" {\n  source = "../a"\n}',
    });
    expect(names(model)).toEqual(['module.a.aws_vpc.v']);
    expect(model.unread.map(({ cause }) => cause)).toEqual(['the module calls itself']);
  });

  test('pass providers with their region and account', async () => {
    const model = await read({
      'main.tf': `
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias               = "logs"
  region              = var.region
  allowed_account_ids = ["111122223333"]
}
variable "region" {
  default = "us-east-1"
}
module "m" {
  source    = "./m"
  providers = { aws = aws.logs }
}
${log('"vpc-1"')}`,
      'm/main.tf': log('"vpc-2"'),
    });
    expect(model.flowLogs.map(({ unit, account }) => [unit.region, textFor(account)])).toEqual([
      ['eu-west-1', 'unknown: the provider configuration determines the account'],
      ['us-east-1', '111122223333'],
    ]);
  });
});

describe('references', () => {
  test.each([
    ['aws_vpc.main.id', 'aws_vpc.main'],
    ['aws_security_group.web.vpc_id', 'aws_vpc.main'],
    ['local.network.vpc', 'aws_vpc.main'],
    ['try(aws_vpc.absent[0].id, aws_vpc.main.id)', 'aws_vpc.main'],
    ['coalesce("", aws_vpc.main.id)', 'aws_vpc.main'],
    ['true ? aws_vpc.main.id : "vpc-1"', 'aws_vpc.main'],
    ['data.aws_vpc.by_id.id', 'vpc-123'],
    ['data.aws_vpc.existing.id', 'data.aws_vpc.existing'],
    ['"vpc-9"', 'vpc-9'],
    ['aws_vpc.main.default_security_group_id', 'unknown: it is aws_vpc.main.default_security_group_id'],
    ['data.terraform_remote_state.net.outputs.vpc_id', 'unknown: it is data.terraform_remote_state'],
    ['aws_vpc.undeclared.id', 'unknown: it is aws_vpc.undeclared, which the configuration does not declare'],
    ['local.loop', 'unknown: it is local.loop, which refers to itself'],
  ])('%s is %s', async (reference, expected) => {
    const model = await read(`
locals {
  network = { vpc = aws_vpc.main.id }
  loop    = local.pool
  pool    = local.loop
}
resource "aws_vpc" "main" {
}
resource "aws_vpc" "absent" {
  count = 0
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
}
data "aws_vpc" "by_id" {
  id = "vpc-123"
}
data "aws_vpc" "existing" {
  tags = { Name = "x" }
}
data "terraform_remote_state" "net" {
  backend = "s3"
}
resource "aws_flow_log" "l" {
  vpc_id = ${reference}
  ${LOG}
}`);
    expect(targets(model)[0]?.slice(0, expected.length)).toBe(expected);
  });

  test.each([
    'aws_s3_bucket.logs.arn',
    '"${aws_s3_bucket.logs.arn}/vpc/"',
    '"arn:aws:s3:::${aws_s3_bucket.logs.id}/vpc/"',
    '"arn:${data.aws_partition.current.partition}:s3:::${aws_s3_bucket.logs.bucket}"',
    'format("%s/vpc", aws_s3_bucket.logs.arn)',
    'join("/", [aws_s3_bucket.logs.arn, "vpc"])',
    '"arn:aws:s3:::central-logs/vpc"',
  ])('%s is the bucket', async (destination) => {
    const { flowLogs } = await read(`
data "aws_partition" "current" {
}
resource "aws_s3_bucket" "logs" {
  bucket = "central-logs"
}
resource "aws_flow_log" "l" {
  vpc_id               = "vpc-1"
  log_destination_type = "s3"
  log_destination      = ${destination}
}`);
    expect(textFor(flowLogs[0]?.destination)).toMatchObject({ localName: 'aws_s3_bucket.logs' });
  });

  test('of data sources in two units are different networks', async () => {
    const text = `data "aws_vpc" "v" {}\nresource "aws_flow_log" "l" {\n  vpc_id = data.aws_vpc.v.id\n  ${LOG}\n}`;
    const paths = [written({ 'main.tf': text }), written({ 'main.tf': text })];
    const { current } = await readArtifacts(paths);
    expect(new Set(targets(current)).size).toBe(2);
  });
});

describe('blocks', () => {
  test('are generated dynamically', async () => {
    const model = await read(`
variable "none" {}
resource "aws_flow_log" "l" {
  vpc_id = "vpc-1"
  ${LOG}
  dynamic "destination_options" {
    for_each = ["parquet"]
    iterator = option
    content {
      file_format = option.value
    }
  }
}
resource "aws_flow_log" "unknown" {
  vpc_id = "vpc-1"
  ${LOG}
  dynamic "destination_options" {
    for_each = var.none
    content {
      file_format = "parquet"
    }
  }
}
resource "aws_flow_log" "part" {
  vpc_id = "vpc-1"
  ${LOG}
  destination_options {
    file_format        = var.none
    per_hour_partition = true
  }
}`);
    const options = (model.flowLogs as AwsFlowLog[]).map((each) => [
      textFor(each.fileFormat),
      textFor(each.hourlyPartitions),
    ]);
    expect(options).toEqual([
      ['parquet', false],
      [expect.stringContaining('unknown'), true],
      [expect.stringContaining('dynamic block'), expect.stringContaining('dynamic block')],
    ]);
  });

  test('of override files change others', async () => {
    const model = await read({
      'main.tf': `resource "aws_flow_log" "l" {\n  vpc_id = "vpc-1"\n  traffic_type = "REJECT"\n  ${LOG}\n}`,
      'main_override.tf': 'resource "aws_flow_log" "l" {\n  traffic_type = "ALL"\n}',
    });
    expect(model.flowLogs).toMatchObject([{ traffic: { value: 'ALL' }, target: { value: 'vpc-1' } }]);
  });

  test('in the language and in JSON form one module', async () => {
    const model = await read({
      'main.tf': `resource "aws_flow_log" "l" {\n  vpc_id = aws_vpc.v.id\n  log_format = var.format\n  ${LOG}\n}`,
      'net.tf.json': JSON.stringify({
        resource: [{ aws_vpc: { v: {} } }],
        variable: { format: { default: '$${srcaddr}' } },
      }),
    });
    expect(coverage(model)).toEqual([]);
    expect(formats(model)).toEqual(['${srcaddr}']);
  });

  test('that moved, import and check declare are no resources', async () => {
    const model = await read(
      'moved {\n  from = aws_vpc.a\n  to = aws_vpc.b\n}\nimport {\n  to = aws_vpc.b\n  id = "vpc-1"\n}\nresource "aws_vpc" "b" {}',
    );
    expect(names(model)).toEqual(['aws_vpc.b']);
  });

  test('of azurerm take the subscription from the provider', async () => {
    const model = await read(`
provider "azurerm" {
  features {}
  subscription_id = "00000000-0000-0000-0000-000000000001"
}
data "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "net"
}
resource "azurerm_network_watcher_flow_log" "l" {
  name                 = "l"
  network_watcher_name = "w"
  resource_group_name  = "g"
  target_resource_id   = data.azurerm_virtual_network.hub.id
  storage_account_id   = "x"
  enabled              = true
  retention_policy {
    enabled = true
    days    = 90
  }
}`);
    const [flowLog] = model.flowLogs as AzureFlowLog[];
    expect(flowLog).toMatchObject({
      targetKind: { value: 'virtual network' },
      account: { value: '00000000-0000-0000-0000-000000000001' },
      retentionDays: { value: 90 },
    });
  });

  test('of azurerm have a target and a destination with readable names in units with slashes', async () => {
    const directory = written({
      'a/network/main.tf': `
data "azurerm_virtual_network" "hub" {
  name                = "hub"
  resource_group_name = "net"
}
data "azurerm_storage_account" "logs" {
  name                = "logs"
  resource_group_name = "net"
}
resource "azurerm_network_watcher_flow_log" "l" {
  name                 = "l"
  network_watcher_name = "w"
  resource_group_name  = "g"
  target_resource_id   = data.azurerm_virtual_network.hub.id
  storage_account_id   = data.azurerm_storage_account.logs.id
  enabled              = true
}`,
      'b/network/main.tf': 'resource "azurerm_virtual_network" "v" {}',
    });
    const paths = ['a', 'b'].map((stack) => join(directory, stack, 'network'));
    const { current } = await readArtifacts(paths);
    const [flowLog] = current.flowLogs as AzureFlowLog[];
    expect(flowLog?.unit.name).toContain('/');
    expect(flowLog).toMatchObject({
      targetKind: { value: 'virtual network' },
      destination: {
        value: { title: 'logs (resource group net)', name: { value: 'logs' }, account: { known: false } },
      },
    });
    const target = flowLog?.target.known ? flowLog.target.value : '';
    expect(new NetworkNames(current).titleOf(target)).toBe('hub (resource group net)');
  });
});

describe('files', () => {
  test('have the lines of blocks and arguments', async () => {
    const path = written({
      'main.tf': `# a comment\nresource "aws_s3_bucket_policy" "p" {\n  policy = jsonencode({ Resource = ["arn:aws:s3:::b/*"] })\n}\n\nresource "aws_flow_log" "l" {\n  vpc_id = "vpc-1"\n\n  traffic_type = "REJECT"\n  ${LOG}\n}\n`,
    });
    const { current } = await readArtifacts([path]);
    const where = current.flowLogs[0]?.where;
    const lines = new ArtifactLines();
    const lineOf = (at: string) => lines.lineOf(where?.artifact ?? '', `${where?.pointer}${at}`);
    expect([lineOf(''), lineOf('/traffic_type'), lineOf('/absent')]).toEqual([6, 9, 6]);
  });

  test.each([
    [
      'an expression',
      'resource "aws_vpc" "v" {\n  x = \n}',
      'main.tf is not valid in the Terraform language: line 2',
    ],
    ['nested blocks', 'a {\n'.repeat(5000), 'main.tf is nested more than 100 levels deep'],
    [
      'nested brackets',
      `a {\n  b = ${'['.repeat(99)}`,
      'main.tf is not valid in the Terraform language: line 2',
    ],
    ['a duplicate', 'resource "aws_vpc" "v" {\n}\nresource "aws_vpc" "v" {\n}', 'remove one of the blocks'],
  ])('with invalid %s are rejected', async (_title, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('outside the configuration are not read', async () => {
    const path = written({
      'infra/main.tf': `resource "aws_flow_log" "in" {\n  vpc_id = "vpc-1"\n  log_format = trimspace(file("\${path.module}/format.txt"))\n  ${LOG}\n}\nresource "aws_flow_log" "out" {\n  vpc_id = "vpc-1"\n  log_format = file("../secret.txt")\n  ${LOG}\n}`,
      'infra/format.txt': '${srcaddr}\n',
      'secret.txt': 'secret',
    });
    const { current } = await readArtifacts([join(path, 'infra')]);
    expect(formats(current)).toEqual([
      '${srcaddr}',
      'unknown: it is read from ../secret.txt, which is outside the configuration',
    ]);
  });

  test('stand for their root module', async () => {
    const path = written({
      'vpc.tf': 'resource "aws_vpc" "v" {}',
      'logs.tf': `resource "aws_flow_log" "l" {\n  vpc_id = aws_vpc.v.id\n  ${LOG}\n}`,
    });
    const { current } = await readArtifacts([join(path, 'vpc.tf'), join(path, 'logs.tf')]);
    expect(names(current)).toEqual(['aws_vpc.v']);
    expect(coverage(current)).toEqual([]);
  });

  test('in the language are an error for the synchronous reader', () => {
    const path = written({ 'main.tf': 'resource "aws_vpc" "v" {}' });
    expect(() => readArtifact(path)).toThrow('use readArtifacts');
  });
});

describe('policies', () => {
  const bucket = (policy: string) => `
resource "aws_s3_bucket" "b" {
  bucket = "logs"
}
${policy}
resource "aws_flow_log" "l" {
  vpc_id               = "vpc-1"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.b.arn
}`;
  const document = (service: string) => `
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["\${aws_s3_bucket.b.arn}/*"]
    principals {
      type        = "Service"
      identifiers = ["${service}"]
    }
  }
}
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.d.json
}`;
  const encoded = (service: string) => `
resource "aws_s3_bucket_policy" "p" {
  bucket = aws_s3_bucket.b.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "${service}" }
      Action    = "s3:PutObject"
      Resource  = "\${aws_s3_bucket.b.arn}/*"
    }]
  })
}`;

  test.each([
    ['of aws_iam_policy_document', document],
    ['in jsonencode', encoded],
  ])('%s decide the delivery', async (_title, policy) => {
    const standard = FlowLogStandard.DEFAULT.resolved;
    const rules = async (service: string) =>
      check({ model: await read(bucket(policy(service))), standard }).findings.map(({ rule }) => rule);
    expect(await rules('delivery.logs.amazonaws.com')).not.toContain('FLS407');
    expect(await rules('ec2.amazonaws.com')).toContain('FLS407');
  });
});

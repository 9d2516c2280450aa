locals {
  create_vpc            = var.create_vpc && var.create
  len_private_subnets   = length(var.private_subnets)
  create_private_subnet = local.create_vpc && local.len_private_subnets > 0

  # subnets are created after the secondary address ranges
  vpc_id = try(aws_vpc_ipv4_cidr_block_association.this[0].vpc_id, aws_vpc.this[0].id, "")
}

resource "aws_vpc" "this" {
  count = local.create_vpc ? 1 : 0

  cidr_block = var.cidr

  tags = merge({ "Name" = var.name }, var.tags)
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count = local.create_vpc && length(var.secondary_cidr_blocks) > 0 ? length(var.secondary_cidr_blocks) : 0

  vpc_id     = aws_vpc.this[0].id
  cidr_block = element(var.secondary_cidr_blocks, count.index)
}

resource "aws_subnet" "private" {
  count = local.create_private_subnet ? local.len_private_subnets : 0

  vpc_id     = local.vpc_id
  cidr_block = element(concat(var.private_subnets, [""]), count.index)

  tags = {
    Name = try(var.private_subnet_names[count.index], format("${var.name}-private-%s", element(var.azs, count.index)))
  }
}

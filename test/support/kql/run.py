"""Runs KQL queries over rows with duckdb-kql, which translates KQL to SQL of DuckDB. Prints their rows as JSON."""
import datetime
import ipaddress
import json
import re
import sys

import duckdb_kql
from duckdb_kql.translate import functions

TYPES = {
    'string': 'VARCHAR',
    'long': 'BIGINT',
    'int': 'INTEGER',
    'real': 'DOUBLE',
    'bool': 'BOOLEAN',
    'datetime': 'TIMESTAMP',
    'dynamic': 'JSON',
}

# functions of KQL that the package lacks, or that it computes in another way
for spec in [
    functions._a('count_distinct', 'count(DISTINCT {0})', (1,)),
    functions._a('count_distinctif', 'count(DISTINCT {0}) FILTER (WHERE {1})', (2,)),
    functions._a('maxif', 'max({0}) FILTER (WHERE {1})', (2,)),
    functions._a('minif', 'min({0}) FILTER (WHERE {1})', (2,)),
    functions._a(
        'make_set_if',
        'to_json(coalesce(list_sort(list(DISTINCT {0}) FILTER (WHERE {1} AND {0} IS NOT NULL)), []))',
        (2, 3),
    ),
]:
    functions.AGGREGATE_FUNCTIONS[spec.name] = spec
for spec in [
    functions._f('ipv4_is_in_any_range', 'template', 'in_any_range_v4({0}, CAST({1} AS VARCHAR))', (2,)),
    functions._f('ipv6_is_in_any_range', 'template', 'in_any_range_v6({0}, CAST({1} AS VARCHAR))', (2,)),
    functions._f('range', 'template', 'generate_series({0}, {1}, {2})', (3,)),
    functions._f('prev', 'template', 'lag({0}, {1}, {2}) OVER ()', (3,)),
    functions._f('strcmp', 'template', '(CASE WHEN {0} < {1} THEN -1 WHEN {0} > {1} THEN 1 ELSE 0 END)', (2,)),
    functions._f('ingestion_time', 'template', "TIMESTAMP '2026-12-01'", (0,)),
    # the package sorts numbers as texts
    functions._f('array_sort_asc', 'template', 'sorted_array(CAST(to_json({0}) AS VARCHAR))::JSON', (1,)),
]:
    functions.SCALAR_FUNCTIONS[spec.name] = spec


def in_any_range(version):
    """An IPv6 function reads an IPv4 address as one of ::ffff:0:0/96. An invalid address or range results in null."""

    def contains(address, ranges):
        if address is None or ranges is None:
            return None
        try:
            ip = ipaddress.ip_address(address)
            networks = [ipaddress.ip_network(text, strict=False) for text in json.loads(ranges)]
        except ValueError:
            return None
        if version == 6 and ip.version == 4:
            ip = ipaddress.IPv6Address(f'::ffff:{address}')
        if ip.version != version or any(network.version != version for network in networks):
            return None
        return any(ip in network for network in networks)

    return contains


def sorted_array(text):
    return None if text is None else json.dumps(sorted(json.loads(text)))


def accepted(kql):
    """The package accepts only a literal number after `take`, and no `take_any(*)`. All copies of a row are equal."""
    numbers = dict(re.findall(r'^let (\w+) = (\d+);', kql, re.MULTILINE))
    kql = re.sub(r'\btake (\w+)', lambda match: f'take {numbers.get(match[1], match[1])}', kql)
    return kql.replace('take_any(*)', 'arg_max(TimeGenerated, *)')


def column_of(column):
    # a text of Kusto is never null
    return f'"{column["name"]}" {TYPES[column["type"]]}' + (" DEFAULT ''" if column['type'] == 'string' else '')


def cell(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat() + 'Z'
    return value


translations = {}


def results_of(case):
    connection = duckdb_kql.connect()
    connection.sql("SET TimeZone = 'UTC'")
    for version in (4, 6):
        connection.create_function(
            f'in_any_range_v{version}', in_any_range(version), ['VARCHAR', 'VARCHAR'], 'BOOLEAN', null_handling='special'
        )
    connection.create_function('sorted_array', sorted_array, ['VARCHAR'], 'VARCHAR', null_handling='special')
    for table in case['tables']:
        columns = ', '.join(map(column_of, table['columns']))
        connection.sql(f'CREATE TABLE "{table["name"]}" ({columns})')
        for row in table['rows']:
            names = ', '.join(f'"{name}"' for name in row)
            marks = ', '.join('?' for _ in row)
            connection.execute(f'INSERT INTO "{table["name"]}" ({names}) VALUES ({marks})', list(row.values()))
    schema = {table['name']: [column['name'] for column in table['columns']] for table in case['tables']}
    results = []
    for kql in case['queries']:
        # a translation takes seconds
        if kql not in translations:
            translations[kql] = duckdb_kql.to_sql(accepted(kql), schema=schema)
        result = connection.sql(translations[kql])
        results.append([dict(zip(result.columns, map(cell, row))) for row in result.fetchall()])
    return results


print(json.dumps([results_of(case) for case in json.load(sys.stdin)]))

// Written by `node bench/normalizer-cost.mjs`.
import type { MeasuredFigures } from './measured-format';

/** Measurements of the normalizer and of the sizes of raw objects and tables, over generated records. */
export const MEASURED_FIGURES: MeasuredFigures = {
  date: '2026-11-30',
  machine: 'AMD EPYC, 2 cores, linux x64, node v20.20.2',
  versions: {
    'cloud-flow-logs': '0.1.0',
    '@duckdb/node-api': '1.5.4-r.1',
  },
  loadAverage: 1.6,
  generator: 1,
  rounds: 3,
  eventsInBatch: 100,
  object: {
    records: 1000,
    millis: 9,
    logBytes: 1020,
    logStoredBytes: 45,
    metrics: 10,
    tableObjects: 1,
  },
  formats: [
    {
      id: 'default',
      title: 'the default format of AWS',
      fields: 14,
      records: 787097,
      textBytes: 90000368,
      tableBytes: 14204203,
      grouped: {
        textBytes: 90000414,
        storedBytes: 16095082,
        tableBytes: 12775244,
      },
      forms: {
        text: {
          storedBytes: 20696328,
          cpuMillis: 449,
        },
        parquet: {
          storedBytes: 12160084,
          cpuMillis: 614,
        },
        firehose: {
          storedBytes: 21069406,
          cpuMillis: 474,
        },
        subscription: {
          storedBytes: 29804774,
          cpuMillis: 674,
        },
      },
    },
    {
      id: 'recommended',
      title: 'the default format of the constructs',
      fields: 30,
      records: 358400,
      textBytes: 90000804,
      tableBytes: 10331968,
      grouped: {
        textBytes: 90000996,
        storedBytes: 10360468,
        tableBytes: 8683232,
      },
      forms: {
        text: {
          storedBytes: 15636688,
          cpuMillis: 355,
        },
        parquet: {
          storedBytes: 8971159,
          cpuMillis: 545,
        },
        firehose: {
          storedBytes: 15779067,
          cpuMillis: 377,
        },
        subscription: {
          storedBytes: 21124480,
          cpuMillis: 494,
        },
      },
    },
    {
      id: 'all',
      title: 'all fields of VPC flow logs',
      fields: 54,
      records: 210474,
      textBytes: 90001737,
      tableBytes: 8293913,
      grouped: {
        textBytes: 90001451,
        storedBytes: 7739639,
        tableBytes: 5950858,
      },
      forms: {
        text: {
          storedBytes: 13212015,
          cpuMillis: 327,
        },
        parquet: {
          storedBytes: 7083924,
          cpuMillis: 619,
        },
        firehose: {
          storedBytes: 13299582,
          cpuMillis: 353,
        },
        subscription: {
          storedBytes: 17016901,
          cpuMillis: 456,
        },
      },
    },
    {
      id: 'transitGateway',
      title: 'all fields of transit gateway flow logs',
      fields: 36,
      records: 262038,
      textBytes: 90000815,
      tableBytes: 6493613,
      grouped: {
        textBytes: 90000823,
        storedBytes: 8910492,
        tableBytes: 6341476,
      },
      forms: {
        text: {
          storedBytes: 11428403,
          cpuMillis: 309,
        },
        parquet: {
          storedBytes: 5798845,
          cpuMillis: 481,
        },
        firehose: {
          storedBytes: 11529933,
          cpuMillis: 345,
        },
        subscription: {
          storedBytes: 15519006,
          cpuMillis: 398,
        },
      },
    },
  ],
};

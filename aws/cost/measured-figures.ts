// Written by `node bench/normalizer-cost.mjs`.
import type { MeasuredFigures } from './measured-format';

/** Measurements of the normalizer and of the sizes of raw objects and tables, over generated records. */
export const MEASURED_FIGURES: MeasuredFigures = {
  date: '2026-11-30',
  machine: 'AMD EPYC, linux x64, node v20.20.2',
  versions: {
    'cloud-flow-logs': '0.1.0',
    '@duckdb/node-api': '1.5.4-r.1',
  },
  generator: 1,
  rounds: 1,
  eventsInBatch: 100,
  object: {
    records: 1000,
    millis: 22,
    logBytes: 1020,
    logStoredBytes: 46,
    metrics: 10,
    tableObjects: 1,
  },
  formats: [
    {
      id: 'default',
      title: 'the default format of AWS',
      fields: 14,
      records: 262408,
      textBytes: 30000157,
      tableBytes: 4734262,
      grouped: {
        textBytes: 30000221,
        storedBytes: 5363183,
        tableBytes: 4258556,
      },
      forms: {
        text: {
          storedBytes: 6897935,
          cpuMillis: 167,
        },
        parquet: {
          storedBytes: 4051851,
          cpuMillis: 322,
        },
        firehose: {
          storedBytes: 7022391,
          cpuMillis: 180,
        },
        subscription: {
          storedBytes: 9934353,
          cpuMillis: 254,
        },
      },
    },
    {
      id: 'recommended',
      title: 'the default format of the constructs',
      fields: 30,
      records: 119470,
      textBytes: 30000296,
      tableBytes: 3446485,
      grouped: {
        textBytes: 30000160,
        storedBytes: 3452601,
        tableBytes: 2892720,
      },
      forms: {
        text: {
          storedBytes: 5209088,
          cpuMillis: 126,
        },
        parquet: {
          storedBytes: 2993114,
          cpuMillis: 264,
        },
        firehose: {
          storedBytes: 5256470,
          cpuMillis: 142,
        },
        subscription: {
          storedBytes: 7041923,
          cpuMillis: 281,
        },
      },
    },
    {
      id: 'all',
      title: 'all fields of VPC flow logs',
      fields: 54,
      records: 70129,
      textBytes: 30000458,
      tableBytes: 2763034,
      grouped: {
        textBytes: 30000135,
        storedBytes: 2606510,
        tableBytes: 2005113,
      },
      forms: {
        text: {
          storedBytes: 4403985,
          cpuMillis: 141,
        },
        parquet: {
          storedBytes: 2364166,
          cpuMillis: 292,
        },
        firehose: {
          storedBytes: 4433382,
          cpuMillis: 154,
        },
        subscription: {
          storedBytes: 5674993,
          cpuMillis: 283,
        },
      },
    },
    {
      id: 'transitGateway',
      title: 'all fields of transit gateway flow logs',
      fields: 36,
      records: 87395,
      textBytes: 30000171,
      tableBytes: 2162349,
      grouped: {
        textBytes: 30000218,
        storedBytes: 2968708,
        tableBytes: 2113007,
      },
      forms: {
        text: {
          storedBytes: 3808843,
          cpuMillis: 134,
        },
        parquet: {
          storedBytes: 1932858,
          cpuMillis: 196,
        },
        firehose: {
          storedBytes: 3841817,
          cpuMillis: 119,
        },
        subscription: {
          storedBytes: 5173280,
          cpuMillis: 174,
        },
      },
    },
  ],
};

"""moto, but for two faults in how it lists partitions: it refuses an empty expression, which means all of them, and omits
the keys that it did not process, which are none."""

from moto.glue.models import GlueBackend
from moto.glue.responses import GlueResponse
from moto.server import main

get_partitions = GlueBackend.get_partitions
GlueBackend.get_partitions = lambda self, database, table, expression: get_partitions(
    self, database, table, expression or None
)

batch_get_partition = GlueResponse.batch_get_partition


def with_unprocessed_keys(self):
    answer = batch_get_partition(self)
    answer._result.setdefault("UnprocessedKeys", [])
    return answer


GlueResponse.batch_get_partition = with_unprocessed_keys

main()

"""moto, but for one fault: it looks the bucket of a flow log up by its whole destination, folder and all."""

from moto.s3.models import S3Backend
from moto.server import main

get_bucket = S3Backend.get_bucket
S3Backend.get_bucket = lambda self, bucket_name: get_bucket(self, bucket_name.split("/")[0])

main()

"""OpenStack Swift with its S3 API, all four servers in one process, on free ports of 127.0.0.1.

    python3 swift-server.py FOLDER

Keeps everything in FOLDER, prints {"port": ...} when it answers, and ends when its standard input does.
"""

import json
import os
import sys

import eventlet
from eventlet import wsgi

import swift.common.utils as utils

# Newer versions of Swift name this function `monkey_patch`; Debian 12's version has the other name.
(getattr(utils, "monkey_patch", None) or utils.eventlet_monkey_patch)()
# Without this, Swift reads the suffix from /etc/swift/swift.conf, which may belong to another installation.
utils.HASH_PATH_SUFFIX = b"test"

from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.wsgi import SwiftHttpProtocol, loadapp  # noqa: E402

PROXY = """
[DEFAULT]
swift_dir = {folder}
[pipeline:main]
pipeline = catch_errors gatekeeper listing_formats s3api tempauth copy slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
"""
for name in ["catch_errors", "gatekeeper", "listing_formats", "copy", "slo"]:
    PROXY += f"[filter:{name}]\nuse = egg:swift#{name}\n"

STORE = """
[DEFAULT]
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""


class Cache:
    """What the servers want of memcached."""

    def __init__(self):
        self.kept = {}

    def get(self, key, raise_on_error=False):
        return self.kept.get(key)

    def set(self, key, value, **_):
        self.kept[key] = value

    def delete(self, key, server_key=None):
        self.kept.pop(key, None)


def with_cache(app):
    cache = Cache()

    def serve_with_cache(env, start_response):
        env["swift.cache"] = cache
        return app(env, start_response)

    return serve_with_cache


def serve(folder, sock, kind, template):
    conf = os.path.join(folder, f"{kind}.conf")
    with open(conf, "w") as file:
        file.write(template.format(folder=folder, kind=kind))
    app = with_cache(loadapp(conf, global_conf={"log_name": kind}))
    eventlet.spawn(
        wsgi.server, sock, app, utils.NullLogger(), protocol=SwiftHttpProtocol, capitalize_response_headers=False
    )


def build_ring(folder, kind, port):
    builder = RingBuilder(part_power=2, replicas=1, min_part_hours=0)
    builder.add_dev({"region": 1, "zone": 1, "weight": 1, "ip": "127.0.0.1", "port": port, "device": "disk"})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, f"{kind}.ring.gz"))


def main(folder):
    os.makedirs(os.path.join(folder, "devices", "disk"))
    sockets = {kind: eventlet.listen(("127.0.0.1", 0)) for kind in ["account", "container", "object", "proxy"]}
    for kind in ["account", "container", "object"]:
        build_ring(folder, kind, sockets[kind].getsockname()[1])
    for kind in ["account", "container", "object"]:
        serve(folder, sockets[kind], kind, STORE)
    serve(folder, sockets["proxy"], "proxy", PROXY)
    print(json.dumps({"port": sockets["proxy"].getsockname()[1]}), flush=True)
    # Reads standard input in a thread of its own, because reading it here would block the servers.
    eventlet.tpool.execute(sys.stdin.read)


main(sys.argv[1])

"""How the HTTP door bears load: requests a second and tail times with 1, 8 and 64 callers, memory over many requests.

    python benchmarks/service.py [--seconds 10] [--requests 100000]

Times are of this machine and this run; their ratio to one diagnosis in the library (last line) is of use elsewhere.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection

from backupdx import Case, diagnose

CODE = "UserErrorGuestAgentStatusUnavailable"
BODY = json.dumps({"facts": {"error.code": CODE, "vm.os_type": "linux", "agent.service_state": "stopped"}})
PORT = 8799


def called(connection: HTTPConnection) -> float:
    """The seconds that one request took."""
    began = time.perf_counter()
    connection.request("POST", "/v1/diagnose", BODY, {"content-type": "application/json"})
    reply = connection.getresponse()
    reply.read()
    assert reply.status == 200, reply.status
    return time.perf_counter() - began


def load(callers: int, seconds: float, most: int = 10**9) -> list[float]:
    """The times of all requests that so many callers made one after the other, in so many seconds."""
    times: list[float] = []
    end = time.monotonic() + seconds

    def go() -> None:
        connection = HTTPConnection("127.0.0.1", PORT, timeout=120)
        while time.monotonic() < end and len(times) < most:
            times.append(called(connection))

    threads = [threading.Thread(target=go) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times)


def memory(pid: int) -> int:
    """Megabytes that a process and its workers hold (Linux)."""
    pids = subprocess.run(
        ["ps", "-o", "rss=", "--pid", str(pid), "--ppid", str(pid)], capture_output=True, text=True, check=True
    )
    return sum(int(line) for line in pids.stdout.split()) // 1024


def main() -> None:
    """Start the service, load it, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--requests", type=int, default=0, help="then so many more, for memory")
    wanted = parser.parse_args()
    server = subprocess.Popen(
        [sys.executable, "-m", "backupdx.cli", "serve", "--port", str(PORT)], stderr=subprocess.DEVNULL
    )
    try:
        connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
        for _ in range(300):
            try:
                called(connection)
                break
            except OSError:
                time.sleep(0.2)
                connection = HTTPConnection("127.0.0.1", PORT, timeout=60)
        case = Case().with_facts(json.loads(BODY)["facts"])
        diagnose(case)
        began = time.perf_counter()
        for _ in range(20):
            diagnose(case)
        alone = (time.perf_counter() - began) / 20
        print("callers  requests/s   median ms   99 % ms   MB")
        for callers in (1, 8, 64):
            times = load(callers, wanted.seconds)
            rate, tail = len(times) / wanted.seconds, times[int(len(times) * 0.99)]
            middle, held = statistics.median(times), memory(server.pid)
            print(f"{callers:7} {rate:11.1f} {middle * 1e3:11.1f} {tail * 1e3:9.1f} {held:4}")
        for part in range(4 if wanted.requests else 0):
            load(8, 10**6, wanted.requests // 4)
            print(f"after {(part + 1) * wanted.requests // 4} more: {memory(server.pid)} MB")
        print(f"one diagnosis in the library: {alone * 1e3:.1f} ms")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()

"""How the HTTP door bears load: requests a second and tail times with 1, 8 and 64 callers, memory over many requests.

    python benchmarks/service.py [--seconds 10] [--requests 100000]
    python benchmarks/service.py --seconds 0 --requests 100000     # memory alone: half an hour on two cores

Times are of this machine and this run; their ratio to one diagnosis in the library (last line) is of use elsewhere.
The requests that memory is measured over are of every kind, wrong ones too, and no two alike: what is kept of a
request, or of a name in it, shows. It ends with 1 where memory has not come to rest.
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
from typing import Any

from backupdx import Case, diagnose

CODE = "UserErrorGuestAgentStatusUnavailable"
BODY = json.dumps({"facts": {"error.code": CODE, "vm.os_type": "linux", "agent.service_state": "stopped"}})
PORT = 8799
JSON = "application/json"
BOUNDARY = "a-part-of-the-upload"


def called(connection: HTTPConnection) -> float:
    """The seconds that one request took."""
    began = time.perf_counter()
    connection.request("POST", "/v1/diagnose", BODY, {"content-type": JSON})
    reply = connection.getresponse()
    reply.read()
    assert reply.status == 200, reply.status
    return time.perf_counter() - began


def uploaded(**files: str) -> str:
    """The body of a form that uploads files of these texts."""
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}.log"\r\n\r\n{text}\r\n'
        for name, text in files.items()
    )
    return "".join(parts) + f"--{BOUNDARY}--\r\n"


def different(number: int) -> tuple[str, str, str, tuple[int, ...]]:
    """The path, the body, its type and the status that may come of request `number`: names and times are its own."""
    vm = {"name": f"vm-{number}", "resource_group": f"rg-{number % 997}", "os_type": ("linux", "windows")[number % 2]}
    case = {"error": {"code": CODE}, "vm": vm, "failed_at": f"2026-11-{number % 28 + 1:02}T02:00:{number % 60:02}Z"}
    log = f"2026-11-28T02:00:00.0Z ERROR ExtHandler no route from vm-{number} to 168.63.129.16, try {number}\n" * 20
    kinds: tuple[tuple[str, Any, tuple[int, ...]], ...] = (
        ("diagnose", {"case": case}, (200,)),
        ("diagnose", {"text": f"{CODE} on vm-{number}", "facts": {"agent.service_state": "stopped"}}, (200,)),
        ("diagnose", {"files": {"waagent.log": log}, "code": CODE}, (200,)),
        ("diagnose", {"text": f"the backup of vm-{number} failed for the {number}th time"}, (200,)),
        ("answers", {"case": case, "answers": {"agent.service_state": "running"}}, (200,)),
        ("why", {"case": case, "cause": "agent-stopped-linux"}, (200,)),
        ("what-if", {"case": case, "facts": {"vm.power_state": "deallocated"}}, (200,)),
        ("compare", {"now": {"case": case}, "earlier": [{"facts": {"agent.status": "ready"}}]}, (200,)),
        ("script", {"script": "linux", "case": case}, (200,)),
        ("ticket", {"case": case}, (200,)),
        ("diagnose?format=teams", {"case": case}, (200,)),
        ("compare?format=servicenow", {"now": {"case": case}, "earlier": [{"files": {"then.log": log}}]}, (200,)),
        ("fleet", [case, {**case, "vm": {**vm, "name": f"other-{number}", "power_state": "deallocated"}}], (200,)),
        ("fleet?format=records", [case], (200,)),
        ("fleet?format=html", uploaded(jobs=f"{json.dumps(case)}\n{{of-{number}\n"), (200,)),
        ("diagnose/files", uploaded(waagent=log, **{f"of-{number}": log[:-9]}), (200,)),
        (f"diagnose?format=pdf-{number}", {"case": case}, (422,)),
        ("diagnose", {"case": {**case, "vm": {"name": number, "os_type": f"beos-{number}"}}}, (422,)),
        ("why", {"case": case, "cause": f"cause-{number}"}, (422,)),
    )
    path, body, statuses = kinds[number % len(kinds)]
    if isinstance(body, str):
        return f"/v1/{path}", body, f"multipart/form-data; boundary={BOUNDARY}", statuses
    return f"/v1/{path}", json.dumps(body), JSON, statuses


def many(first: int, count: int, callers: int = 8) -> int:
    """How many of so many different requests, from number `first` on, were turned away as too many at once.

    The others had their answer. Raises SystemExit where one fails.
    """
    waiting = iter(range(first, first + count))
    lock, failed, away = threading.Lock(), [], []

    def go() -> None:
        connection = HTTPConnection("127.0.0.1", PORT, timeout=120)
        while not failed:
            with lock:
                number = next(waiting, None)
            if number is None:
                return
            path, body, kind, statuses = different(number)
            connection.request("POST", path, body, {"content-type": kind})
            reply = connection.getresponse()
            text = reply.read()
            if reply.status == 503:
                away.append(number)
            elif reply.status not in statuses:
                failed.append(f"request {number} to {path}: {reply.status} {text[:300]!r}")

    threads = [threading.Thread(target=go) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise SystemExit(failed[0])
    return len(away)


PARTS = 10  # of the requests that memory is measured over; the first two are for warming up
MOST_GROWTH = 0.05  # of the memory after those: from then on it has to be at rest


def at_rest(pid: int, requests: int) -> bool:
    """Print the memory after each part of so many requests; whether it has come to rest."""
    held: list[int] = []
    each = requests // PARTS
    for part in range(PARTS):
        began = time.monotonic()
        away = many(part * each, each)
        rate = each / (time.monotonic() - began)
        own, *workers = memories(pid)
        held.append(own + sum(workers))
        shown = f"{held[-1]} MB (service {own}, workers {' '.join(map(str, workers))})"
        print(f"after {(part + 1) * each:7} different requests: {shown}, {rate:.0f}/s, {away} turned away", flush=True)
    growth = held[-1] / held[1] - 1
    print(f"growth from one fifth of them to the end: {growth:+.1%} (at most {MOST_GROWTH:.0%} is at rest)")
    return growth <= MOST_GROWTH


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


def memories(pid: int) -> list[int]:
    """Megabytes that a process, and then each of its workers, holds (Linux)."""
    told = subprocess.run(
        ["ps", "-o", "pid=,rss=", "--pid", str(pid), "--ppid", str(pid)], capture_output=True, text=True, check=True
    )
    rows = [[int(word) for word in line.split()] for line in told.stdout.splitlines()]
    return [rss // 1024 for _, rss in sorted(rows, key=lambda row: (row[0] != pid, row[0]))]


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
        if wanted.seconds:
            print("callers  requests/s   median ms   99 % ms   MB")
        for callers in (1, 8, 64) if wanted.seconds else ():
            times = load(callers, wanted.seconds)
            rate, tail = len(times) / wanted.seconds, times[int(len(times) * 0.99)]
            middle, held = statistics.median(times), sum(memories(server.pid))
            print(f"{callers:7} {rate:11.1f} {middle * 1e3:11.1f} {tail * 1e3:9.1f} {held:4}")
        rests = at_rest(server.pid, wanted.requests) if wanted.requests else True
        print(f"one diagnosis in the library: {alone * 1e3:.1f} ms")
    finally:
        server.terminate()
        server.wait()
    if not rests:
        sys.exit("memory grows with requests")


if __name__ == "__main__":
    main()

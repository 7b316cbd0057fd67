"""Bounds of every request, whatever route it takes: bytes, time to arrive, and the headers of every answer."""

from __future__ import annotations

import logging
import os
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any

import anyio
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import work
from .faults import fault

_log = logging.getLogger(__name__)
_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost, and who may be asked for.

    `bytes` of the body, `seconds` to arrive and again to be answered, `memory` of a worker in bytes, `workers` that
    answer at once, `waiting` requests that may stand behind them, `held` bytes of all bodies together. `hosts` are the
    names that this service goes by (another one is refused: a page in a browser could reach loopback by a name of its
    own); empty allows all.
    """

    bytes: int = 32 * 1024**2
    seconds: float = 30.0
    memory: int = work.MEMORY_BYTES
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    waiting: int = 64
    hosts: tuple[str, ...] = LOCAL
    held: int = 512 * 1024**2


class TooLarge(Exception):
    """A body of more bytes than are taken."""


class TooMany(Exception):
    """More bytes than are held of all requests together."""


class Bounded:
    """ASGI middleware: refuses what is too large, too slow or for another host, and adds the headers of safety.

    No error leaves it: of a fault its kind and place are logged, and nothing of the request.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits
        self._held = 0  # bytes of the bodies of all requests that are not answered yet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers: dict[bytes, bytes] = dict(scope["headers"])
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                message = _with_headers(message)
            await send(message)

        refused = self._refusal(headers)
        if refused is not None:
            await _reply(answer, refused)
            return
        spent = [0]
        try:
            await self._app(scope, self._counted(receive, spent), answer)
        except (TooLarge, TimeoutError) as error:
            if not begun:
                slow = "the request did not arrive in time"
                await _reply(
                    answer, work.problem(413, str(error)) if isinstance(error, TooLarge) else work.problem(408, slow)
                )
        except ClientDisconnect:
            pass  # nobody is there to answer
        except Exception as error:  # whoever serves this would log its text, which can be of the request
            told = fault(error)
            _log.error(told)
            if not begun:
                await _reply(answer, work.problem(500, told))
        finally:
            self._held -= spent[0]

    def _refusal(self, headers: dict[bytes, bytes]) -> work.Reply | None:
        host = headers.get(b"host", b"").decode("latin-1").lower()
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if self._limits.hosts and name not in self._limits.hosts:
            return work.problem(400, "this service does not go by that host name: start it with --host or --allow-host")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit():
            return work.problem(400, "content-length is no number")
        if int(length) > self._limits.bytes:
            return work.problem(413, self._too_large)
        return None

    @property
    def _too_large(self) -> str:
        return f"the request has more than {self._limits.bytes // 1024**2} MB: send less of it at once"

    def _counted(self, receive: Receive, spent: list[int]) -> Receive:
        """Receives no more than is taken, and not for longer; `spent` counts the bytes."""
        limits = self._limits
        deadline = anyio.current_time() + limits.seconds
        whole = False

        async def counted() -> MutableMapping[str, Any]:
            nonlocal whole
            if whole:  # what comes now is that the caller goes away
                return await receive()
            with anyio.fail_after(max(0.0, deadline - anyio.current_time())):
                message = await receive()
            size = len(message.get("body", b""))
            spent[0] += size
            self._held += size
            if spent[0] > limits.bytes:
                raise TooLarge(self._too_large)
            if self._held > limits.held:
                raise TooMany("too many large requests at once: try again in a few seconds")
            whole = not message.get("more_body", False)
            return message

        return counted


def _with_headers(message: Message) -> Message:
    there = {name for name, _ in message["headers"]}
    more = [(n.encode(), v.encode()) for n, v in _HEADERS.items() if n.encode() not in there]
    return {**message, "headers": [*message["headers"], *more]}


async def _reply(send: Send, reply: work.Reply) -> None:
    body = reply.text.encode()
    headers = [
        (b"content-type", reply.media.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

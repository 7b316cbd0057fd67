"""`backupdx serve` and `backupdx mcp`: the doors for other programs. Both are extras, imported when asked for."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from ..facts.errors import UsageError
from .output import say

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
Host = Annotated[str, typer.Option(help="The address to listen at. Only this machine reaches the one that is preset.")]
AllowHost = Annotated[
    list[str] | None,
    typer.Option("--allow-host", help="A host name that callers may use, beside --host; '*' for any. May be repeated."),
]


def serve(
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at.")] = 8765,
    allow_host: AllowHost = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Requests that are answered at once; else one a processor.")
    ] = None,
    max_mb: Annotated[int, typer.Option("--max-mb", min=1, max=2048, help="Megabytes that one request may have.")] = 32,
    seconds: Annotated[float, typer.Option(min=1, help="Seconds that one request may take.")] = 30,
) -> None:
    """Answer over HTTP: an interface for programs (/openapi.json) and a page for people (/).

    Nothing of a request is kept or logged. Whoever reaches the port can use it: put a proxy that asks who calls, and
    speaks TLS, before it where it listens to more than this machine.
    """
    try:
        import uvicorn

        from ..service.bounds import LOCAL, Limits
        from ..service.http import create_app
    except ModuleNotFoundError as error:
        raise _needs("serve", error) from None

    names = () if "*" in (allow_host or ()) else (*LOCAL, host, *(allow_host or ()))
    limits = Limits(bytes=max_mb * 1024**2, seconds=seconds, hosts=tuple(n.lower() for n in names))
    limits = replace(limits, held=max(limits.held, 2 * limits.bytes), workers=workers or limits.workers)
    config = uvicorn.Config(
        create_app(limits),
        host=host,
        port=port,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_keep_alive=10,
        limit_concurrency=512,
        h11_max_incomplete_event_size=64 * 1024,
    )
    sys.modules["__main__"].__file__ = None  # else each worker runs the file that was started once more, as a script
    say(f"listening at http://{host}:{port}/ (Ctrl-C stops)")
    if host not in _LOOPBACK:
        say("note: other machines reach this; whoever does can use it")
    server = uvicorn.Server(config)
    server.run()
    if not server.started:
        raise UsageError(f"cannot listen at {host}:{port}: is another program there? Choose another --port")


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Over HTTP instead of standard input and output.")] = False,
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at, with --http.")] = 8766,
    allow_host: AllowHost = None,
    print_skill: Annotated[
        bool, typer.Option("--print-skill", help="Print the SKILL.md that tells an assistant how to work with it.")
    ] = False,
) -> None:
    """Answer an assistant over the Model Context Protocol: eight tools that only read what they are handed."""
    try:
        from ..service.protocol import create_server, skill
    except ModuleNotFoundError as error:
        raise _needs("mcp", error) from None
    if print_skill:
        from .output import out

        out(skill())
        return
    server = create_server()
    if not http:
        if sys.stdin.isatty():
            say("this speaks the Model Context Protocol on standard input, for an assistant's client (Ctrl-C stops)")
        server.run("stdio")
        return
    from mcp.server.transport_security import TransportSecuritySettings

    names = [*_LOOPBACK, "[::1]", host, *(allow_host or ())]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection="*" not in names,
        allowed_hosts=[f"{name}:*" for name in names] + names,
        allowed_origins=[f"{scheme}://{name}:*" for scheme in ("http", "https") for name in names],
    )
    say(f"listening at http://{host}:{port}/mcp (Ctrl-C stops)")
    server.run(
        "streamable-http",
        host=host,
        port=port,
        stateless_http=True,
        json_response=True,
        max_request_body_size=32 * 1024**2,
        transport_security=security,
    )


def _needs(extra: str, error: ModuleNotFoundError) -> UsageError:
    return UsageError(f'`backupdx {extra}` needs more packages ({error.name}): pip install "backupdx[{extra}]"')

"""Redis for tests."""

import signal
import socket
from pathlib import Path

from running.servers import Recipe, Server, program


def command(folder: Path, port: int) -> list[str]:
    options = {"--bind": "127.0.0.1", "--port": str(port), "--dir": str(folder), "--save": "", "--appendonly": "no"}
    return [program("redis-server", "redis-server"), *(part for option in options.items() for part in option)]


def ask(server: Server, *words: str) -> str:
    """What the server answers to a command, as its protocol has it."""
    request = f"*{len(words)}\r\n" + "".join(f"${len(word.encode())}\r\n{word}\r\n" for word in words)
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(request.encode())
        return connection.recv(65536).decode()


def value(server: Server, *words: str) -> str | None:
    """What a command answers: a text, a number as text, or None for what is not there."""
    head, _, rest = ask(server, *words).partition("\r\n")
    if head.startswith("$"):
        return None if head == "$-1" else rest.removesuffix("\r\n")
    if head.startswith((":", "+")):
        return head[1:]
    raise RuntimeError(f"{words}: {head}")


def answers(server: Server) -> bool:
    try:
        return ask(server, "PING") == "+PONG\r\n"
    except OSError:
        return False


RECIPE = Recipe("redis", "redis", signal.SIGKILL, lambda folder: None, command, answers)


def url(server: Server) -> str:
    return f"redis://127.0.0.1:{server.port}/0"

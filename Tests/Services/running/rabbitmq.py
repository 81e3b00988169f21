"""RabbitMQ for tests."""

import signal
import socket
from pathlib import Path

from running.servers import Recipe, Server, free_port, program

# The daemon by which Erlang's nodes find one another would outlive its node and listen to every network. This one
# has a port of its own on the loopback interface, and ends with the broker: with the process that started it.
START = 'setpriv --pdeathsig KILL epmd -address 127.0.0.1 -port "$ERL_EPMD_PORT" & exec "$0"'
HELLO = b"AMQP\x00\x00\x09\x01"


def make(folder: Path) -> None:
    """Settings that its start scripts look for below the folder: else they take those of the system."""
    for name in ("environment", "rabbitmq.conf"):
        (folder / name).touch(mode=0o644)
    (folder / "plugins").write_text("[].\n", encoding="utf-8")


def command(folder: Path, port: int) -> list[str]:
    settings = {
        "RUNNING_UNDER_SYSTEMD": 1,  # its start script becomes the broker, and is not a process beside it
        "ERL_EPMD_PORT": free_port(),
        "HOME": folder,
        "RABBITMQ_CONFIG_FILE": folder / "rabbitmq.conf",
        "RABBITMQ_CONF_ENV_FILE": folder / "environment",
        "RABBITMQ_DIST_PORT": free_port(),
        "RABBITMQ_ENABLED_PLUGINS_FILE": folder / "plugins",
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_MNESIA_BASE": folder / "data",
        "RABBITMQ_NODENAME": "test@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": port,
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
    }
    broker = program("rabbitmq-server", "rabbitmq-server", "/usr/lib/rabbitmq/bin")  # the one in PATH wants root
    return ["env", *(f"{name}={value}" for name, value in settings.items()), "sh", "-c", START, broker]


def answers(server: Server) -> bool:
    """Whether it answers the greeting of AMQP with a frame of its own."""
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            connection.sendall(HELLO)
            return connection.recv(1) == b"\x01"
    except OSError:
        return False


RECIPE = Recipe("rabbitmq", "rabbitmq", signal.SIGKILL, make, command, answers)


def url(server: Server) -> str:
    return f"amqp://guest:guest@127.0.0.1:{server.port}/"

"""Takes a service's database up and down with Alembic; run with the service's Python in its folder.

Prints what is wrong, one problem a line.
"""

import io
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

sys.path.insert(0, str(Path.cwd()))


def config() -> Config:
    written = io.StringIO()
    return Config("alembic.ini", stdout=written, output_buffer=written)


def output(step, *arguments, **options) -> str:
    settings = config()
    step(settings, *arguments, **options)
    return settings.output_buffer.getvalue()


def problems() -> list:
    found = []
    heads = ScriptDirectory.from_config(config()).get_heads()
    revisions = list(ScriptDirectory.from_config(config()).walk_revisions())
    if len(heads) != 1 or len(revisions) != 1:
        # A second one would end up beside the owner's own revision: "Multiple head revisions".
        found.append(f"{len(revisions)} revisions with the heads {heads}: a scaffold has exactly one")
    failures = []  # kept, as by a caller that goes on: what a failed step held must not wait for the garbage collector
    try:
        command.check(config())
        found.append("check does not notice that the database is empty")
    except CommandError as error:
        failures.append(error)
    command.upgrade(config(), "head")
    if "(head)" not in output(command.current):
        found.append("upgrade does not arrive at the head")
    try:
        command.check(config())
    except CommandError as error:
        found.append(f"models and migrations differ: {error}")
    try:
        command.downgrade(config(), "base")
    except Exception as error:  # each driver has its own
        return [*found, f"downgrade fails: {error!r}"]
    try:
        command.upgrade(config(), "head")
    except Exception as error:  # the tables are still there
        return [*found, f"downgrade leaves something behind: {type(error).__name__}"]
    command.downgrade(config(), "base")
    if "CREATE TABLE products" not in output(command.upgrade, "head", sql=True):
        found.append("--sql does not write the statements")
    return found


if __name__ == "__main__":
    print("\n".join(problems()))

"""Hooks of git servers that refuse pushes in the very words of the forges that teams have."""

import sys

# The words in the line of the branch, which only a hook of this kind can set.
PROC_RECEIVE = '''#!{python}
import subprocess, sys
def read():
    packets = []
    while (size := int(sys.stdin.buffer.read(4), 16)) != 0:
        packets.append(sys.stdin.buffer.read(size - 4).rstrip(b"\\n"))
    return packets
def write(*lines):
    for line in lines:
        sys.stdout.buffer.write(b"%04x%s" % (len(line) + 4, line))
    sys.stdout.buffer.write(b"0000")
    sys.stdout.buffer.flush()
def changed(new):
    found = subprocess.run(["git", "diff", "--name-only", "HEAD", new, "--", ".github/workflows"], capture_output=True, text=True)
    return found.stdout.splitlines()
read()
write(b"version=1")
answers = []
for command in read():
    old, new, ref = command.split(b" ", 2)
    reason = {reason!r}
    if "FILE" in reason:
        files = changed(new.decode()) if set(new) != {{48}} else []
        reason = reason.replace("FILE", files[0]) if files else None
    if reason is None:
        answers += [b"ok " + ref, b"option fall-through"]
    else:
        sys.stderr.write({says!r}.replace("BRANCH", ref.decode().removeprefix("refs/heads/")))
        answers.append(b"ng " + ref + b" " + reason.encode())
sys.stderr.flush()
write(*answers)
'''


def refuse(service, says="", reason=None):
    """Makes a repository refuse update branches: with a text, or with a reason in the line of the branch.

    FILE in the reason refuses only pushes that change files of workflows, and stands for the first of them.
    """
    hook = service.bare / "hooks" / ("pre-receive" if reason is None else "proc-receive")
    hook.parent.mkdir(exist_ok=True)
    if reason is None:
        text = says.replace("BRANCH", "scaffold/gin-service")
        hook.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{text}END\nexit 1\n")
    else:
        hook.write_text(PROC_RECEIVE.format(python=sys.executable, reason=reason, says=says))
        service.remote("config", "receive.procReceiveRefs", "refs/heads/scaffold")
    hook.chmod(0o755)


def accept(service):
    """Takes the refusal back."""
    for name in ("pre-receive", "proc-receive"):
        (service.bare / "hooks" / name).unlink(missing_ok=True)
    service.remote("config", "--replace-all", "receive.procReceiveRefs", "refs/nothing")

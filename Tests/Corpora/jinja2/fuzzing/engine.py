"""The engine under test, as a child process that answers one JSON line with one JSON line."""

import json
import os
import resource
import select
import shlex
import subprocess

ANSWER_SECONDS = 10


def lift_limits():
    """The memory limit is for the oracle, not for the engine."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


class Engine:
    """Starts the child, restarts it when it dies or hangs, and says which case did that."""

    def __init__(self, command):
        self.command = shlex.split(command)
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                preexec_fn=lift_limits,
        )
        for stream in (self.process.stdin, self.process.stdout):
            os.set_blocking(stream.fileno(), False)
        self.received = b""

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None

    def ask(self, cases):
        """The answers to all cases, in order. A case that kills or hangs the engine gets the class `EngineFailure`."""
        answers = []
        while len(answers) < len(cases):
            got, why = self.exchange(cases[len(answers):])
            answers += got
            if why is not None:
                self.stop()
                answers.append({"error": {"class": "EngineFailure", "message": why}})
        return answers

    def exchange(self, cases):
        """Sends all cases and collects answers until there are as many, or the child fails: then also why."""
        if self.process is None:
            self.start()
        lines = (json.dumps({key: case[key] for key in ("template", "context", "env",
            "templates") if case.get(key) is not None}) for case in cases)
        pending = ("\n".join(lines) + "\n").encode()
        answers = []
        sink, source = self.process.stdin.fileno(), self.process.stdout.fileno()
        while len(answers) < len(cases):
            readable, writable, _ = select.select([source], [sink] if pending else [], [], ANSWER_SECONDS)
            if not readable and not writable:
                return answers, f"no answer in {ANSWER_SECONDS} seconds"
            if writable:
                try:
                    pending = pending[os.write(sink, pending[:65536]):]
                except BrokenPipeError:
                    pending = b""
            if readable:
                data = os.read(source, 1 << 16)
                if not data:
                    return answers, f"the engine ended with status {self.process.wait()}"
                *complete, self.received = (self.received + data).split(b"\n")
                for line in complete:
                    try:
                        answers.append(json.loads(line))
                    except ValueError:
                        return answers, f"not a JSON line: {line[:200]!r}"
        return answers, None

"""Runs a server for as long as another process lives, then removes the server's folder.

    guard.py OWNER FOLDER SIGNAL COMMAND…

OWNER is a process id. A test run that is killed leaves no server and no data behind.
"""

import os
import shutil
import signal
import subprocess
import sys
import time


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def main() -> int:
    owner, folder, end, command = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4:]
    asked = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.append(True))
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    while server.poll() is None and not asked and lives(owner):
        time.sleep(0.2)
    if server.poll() is None:
        server.send_signal(end)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
    shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

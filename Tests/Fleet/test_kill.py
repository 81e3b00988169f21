"""An audit that is killed in the middle goes on where it was, and says in the end what it would have said."""

import os
import signal
import stat
import subprocess
import time

from conftest import report, results


def test_a_killed_audit_is_resumed(request, make_fleet, environment, run, tmp_path):
    count = request.config.getoption("--services")
    fleet = make_fleet(count)
    command = ["scaffold", "audit", "--list", fleet / "list.txt", "--format", "json", "--fail-on", "nothing"]
    run(tmp_path, *command, "--journal", tmp_path / "quiet", "--out", tmp_path / "quiet.json")

    journal = tmp_path / "journal"
    audit = subprocess.Popen(
        [*command, "--journal", journal, "--out", tmp_path / "killed.json"], env=environment, cwd=tmp_path)  # fmt: skip
    while audit.poll() is None and lines(journal) < count // 3:
        time.sleep(0.002)
    audit.send_signal(signal.SIGKILL)
    assert audit.wait() == -signal.SIGKILL, "it was done before it could be killed"
    assert not (tmp_path / "killed.json").exists()
    # The worst place to be killed at is the middle of a line.
    with open(journal, "rb+") as file:
        file.seek(0, 2)
        file.truncate(file.tell() - 20)
    kept = lines(journal)
    assert count // 3 <= kept + 1 < count
    done = dict(list(results_of_whole_lines(journal).items()))

    run(tmp_path, *command, "--journal", journal, "--resume", "--out", tmp_path / "resumed.json")
    assert report(tmp_path / "resumed.json") == report(tmp_path / "quiet.json")
    after = results(journal)
    assert len(after) == count
    # What was done before the kill was not done again: its very milliseconds are the same.
    assert {name: after[name] for name in done} == done


def test_a_pipe_that_nobody_reads_keeps_no_audit_from_ending(make_fleet, environment, tmp_path):
    fleet = make_fleet(2)
    os.mkfifo(tmp_path / "pipe")
    command = ["scaffold", "audit", "--list", fleet / "list.txt", "--journal", tmp_path / "journal"]
    for option in ("--out", "--report"):
        target = tmp_path / "pipe" if option == "--out" else f"csv={tmp_path}/pipe"
        audit = subprocess.Popen([*command, option, target], env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL)
        while audit.poll() is None and lines(tmp_path / "journal") < 2:
            time.sleep(0.01)
        time.sleep(1)
        assert audit.poll() is None, "it waits for a reader"
        audit.send_signal(signal.SIGTERM)
        assert audit.wait(timeout=20) == -signal.SIGTERM
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
        (tmp_path / "journal").unlink()


def lines(path):
    """How many whole results a journal has."""
    return max(0, path.read_bytes().count(b"\n") - 1) if path.exists() else 0


def results_of_whole_lines(path):
    text = path.read_text()
    path.with_name("whole").write_text(text[: text.rindex("\n") + 1])
    return results(path.with_name("whole"))

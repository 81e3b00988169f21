"""The scripts for cron and GNU parallel, run for real."""

import fcntl

from conftest import ROOT, report


def test_cron_audits_one_at_a_time(run, fleet, whole, tmp_path):
    out = tmp_path / "out"
    script = ROOT / "engines/cron.sh"
    run(tmp_path, script, FLEET=fleet / "fleet.yml", OUT=out)
    assert report(out / "audit.json") == whole
    with open(out / "lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run(tmp_path, script, FLEET=fleet / "fleet.yml", OUT=out, status=75)


def test_parallel_puts_its_parts_together(run, fleet, whole, tmp_path):
    run(tmp_path, ROOT / "engines/parallel.sh", FLEET=fleet / "fleet.yml", OUT=tmp_path, TOTAL=3)
    (made,) = tmp_path.glob("*/audit.json")
    assert report(made) == whole


def test_parallel_tries_a_killed_part_again(run, fleet, whole, work, tmp_path, environment):
    wrapper = tmp_path / "bin/scaffold"
    wrapper.parent.mkdir()
    # The first try of one part is killed, as a machine's lack of memory would do it.
    wrapper.write_text(
        f'#!/bin/sh\ncase "$*" in *"--shard 1/3"*) [ -e {tmp_path}/tried ] || {{ touch {tmp_path}/tried; kill -9 $$; }} ;; '
        f'esac\nexec {work}/bin/scaffold "$@"\n'
    )
    wrapper.chmod(0o755)
    path = f"{wrapper.parent}:{environment['PATH']}"
    out = tmp_path / "out"
    run(tmp_path, ROOT / "engines/parallel.sh", FLEET=fleet / "fleet.yml", OUT=out, TOTAL=3, PATH=path)
    assert (tmp_path / "tried").exists()
    (made,) = out.glob("*/audit.json")
    assert report(made) == whole

#!/usr/bin/env python3
"""Renders public templates with their own tool and with scaffold, and tells which files are equal.

A case is a line of CASES: a project and two versions of the template that it comes from. Each version is rendered with
the answers that the project's record had before the update: by Copier without tasks, by cruft's Cookiecutter without
hooks, and by `scaffold render`. Files are compared by bytes, mode and kind.

  fidelity.py --mirror DIR --cases FILE --cache DIR --venv DIR                       only the tools' own renders
  fidelity.py --mirror DIR --cases FILE --cache DIR --venv DIR --scaffold PATH       ours, too, and the comparison

DIR of --mirror holds bare clones, one OWNER+NAME/repo for each project and template. --venv has Copier, cruft and
Cookiecutter in the versions of Tests/Corpora; the tools' renders stay in --cache and are made once. Python of a
template runs only when --trust names the template. Exit code 1: the share of equal files is below --target.
"""

import argparse
import collections
import difflib
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile

GIT_SETTINGS = {
    "safe.directory": "*",
    "core.hooksPath": os.devnull,
    "core.autocrlf": "false",
    "protocol.file.allow": "always",
    "advice.detachedHead": "false",
    "filter.lfs.smudge": "",
    "filter.lfs.required": "false",
    "user.name": "fidelity",
    "user.email": "fidelity@example.org",
}
SHOWN = 160
LONGEST = 300


def environment(home):
    """What the tools and git see: no settings, no secrets and no programs of the person who runs this."""
    values = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PATH": os.defpath,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_COUNT": str(len(GIT_SETTINGS)),
    }
    for number, (key, value) in enumerate(GIT_SETTINGS.items()):
        values[f"GIT_CONFIG_KEY_{number}"], values[f"GIT_CONFIG_VALUE_{number}"] = key, value
    return values


class Failed(Exception):
    """A program that did not do what it was asked for."""


def called(arguments, home, given=b""):
    """The output of a program that reads what is given, as bytes. Raises Failed with the last of what it had to say."""
    try:
        result = subprocess.run(
            [str(argument) for argument in arguments],
            env=environment(home),
            capture_output=True,
            check=False,
            timeout=LONGEST,
            input=given,
        )
    except subprocess.TimeoutExpired:
        raise Failed(f"{arguments[0]} took longer than {LONGEST} seconds") from None
    if result.returncode:
        said = (result.stderr or result.stdout).decode(errors="replace").strip().split("\n")
        last = next((line for line in reversed(said) if line.strip(" │╯╰─")), f"exit code {result.returncode}")
        raise Failed(last[-400:])
    return result.stdout


def mirror_of(setting, name):
    """The bare clone of a public repository."""
    return setting.mirror / name.replace("/", "+") / "repo"


def template_clone(setting, name):
    """A repository that all of the tools take for a template: the mirror's objects and references, no files."""
    folder = setting.cache / "templates" / name.replace("/", "+")
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        source = mirror_of(setting, name).resolve()
        called(["git", "clone", "--quiet", "--shared", "--no-checkout", source, folder / "template"], setting.home)
        called(
            ["git", "-C", folder / "template", "fetch", "--quiet", "--update-head-ok", source, "+refs/*:refs/*"],
            setting.home,
        )
        (folder / "complete").touch()
    return folder / "template"


def record(setting, case, commit):
    """The text of the project's record in a commit: before the update, or after it."""
    place = f"{case[commit]}:{case['answers_file']}"
    return called(["git", "--git-dir", mirror_of(setting, case["repo"]), "show", place], setting.home)


def record_name(case):
    """The record's path in its project: a record in a folder with a dot belongs to the folder above."""
    parts = case["answers_file"].split("/")
    first = next((number for number, part in enumerate(parts) if part.startswith(".")), len(parts) - 1)
    return "/".join(parts[first:])


def answers_text(case, recorded):
    """The recorded answers without the record's own keys, in the record's own form."""
    if case["tool"] == "copier":
        return re.sub(rb"(?m)^_[A-Za-z_]+:.*\n(?:[ \t]+.*\n)*", b"", recorded + b"\n")
    context = json.loads(recorded)["context"]["cookiecutter"]
    return json.dumps({key: value for key, value in context.items() if not key.startswith("_")}, indent=2).encode()


def copier_render(setting, case, version, answers, folder):
    """Copier's render. Answers that it refuses as data it may still take from a record, and drop."""
    source = template_clone(setting, case["template"])
    program = [setting.venv / "bin" / "copier"]
    options = ["--defaults", "--overwrite", "--quiet", "--skip-tasks", "--vcs-ref", version]
    options += ["--trust"] if case["template"] in setting.trust else []
    options += ["--answers-file", record_name(case)] if record_name(case) != ".copier-answers.yml" else []
    try:
        called([*program, "copy", *options, "--data-file", answers, source, folder], setting.home)
        return "data"
    except Failed as failed:
        shutil.rmtree(folder, ignore_errors=True)
        kept = folder / record_name(case)
        kept.parent.mkdir(parents=True)
        kept.write_bytes(answers.read_bytes() + f"_commit: {version}\n_src_path: {source}\n".encode())
        try:
            called([*program, "recopy", *options, folder], setting.home)
            return f"record, as data: {failed}"
        except Failed:
            raise failed from None


def cruft_render(setting, case, version, answers, folder):
    """What cruft compares with when it updates, without hooks."""
    source = template_clone(setting, case["template"])
    with tempfile.TemporaryDirectory(dir=setting.cache) as scratch:
        checkout = pathlib.Path(scratch) / "checkout"
        called(["git", "clone", "--quiet", "--shared", "--no-checkout", source, checkout], setting.home)
        called(["git", "-C", checkout, "checkout", "--quiet", "--detach", version], setting.home)
        order = {
            "source": str(source),
            "commit": version,
            "answers": json.loads(answers.read_bytes()),
            "template": str(checkout / (case.get("directory") or "")),
            "out": str(pathlib.Path(scratch) / "out"),
        }
        program = [setting.venv / "bin" / "python", __file__, "--within"]
        made = json.loads(called(program, setting.home, json.dumps(order).encode()))
        shutil.copytree(made, folder, symlinks=True)
        return "context"


def within():
    """Runs inside of the virtual environment: one render of Cookiecutter's as cruft asks for it."""
    from cookiecutter.generate import generate_files
    from cruft._commands.utils.cookiecutter import generate_cookiecutter_context

    order = json.load(sys.stdin)
    context = generate_cookiecutter_context(
        order["source"],
        order["commit"],
        pathlib.Path(order["template"]),
        default_config=True,
        extra_context=order["answers"],
        no_input=True,
    )
    made = generate_files(order["template"], context, order["out"], overwrite_if_exists=True, accept_hooks=False)
    print(json.dumps(str(made)))


def versions(case):
    """The two commits of the template."""
    return {"old": case.get("old_sha") or case["old"], "new": case.get("new_sha") or case["new"]}


def project_name(case):
    """What the project's folder is named."""
    return case["repo"].split("/")[-1]


def real(setting, case, side):
    """The folder of the real tool's render, made when it is not there yet, and what is told about it."""
    place = setting.cache / "real" / case["id"] / side
    told = place / "told.json"
    if told.exists():
        found = json.loads(told.read_text())
        if not (setting.again and "error" in found):
            return place / project_name(case), found
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    answers = place / ("answers.yml" if case["tool"] == "copier" else "answers.json")
    render = copier_render if case["tool"] == "copier" else cruft_render
    # The newer version may ask what the older one did not: then what people answered in the update.
    for commit in ("parent", "commit") if side == "new" else ("parent",):
        answers.write_bytes(answers_text(case, record(setting, case, commit)))
        try:
            found = {
                "answers": commit,
                "mode": render(setting, case, versions(case)[side], answers, place / project_name(case)),
            }
            break
        except Failed as failed:
            found = {"error": str(failed)}
            shutil.rmtree(place / project_name(case), ignore_errors=True)
    told.write_text(json.dumps(found) + "\n")
    return place / project_name(case), found


def ours(setting, case, side):
    """The folder of scaffold's render, made anew."""
    place = setting.cache / "ours" / case["id"] / side
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    source = template_clone(setting, case["template"])
    answers = next((setting.cache / "real" / case["id"] / side).glob("answers.*"))
    called(
        [
            setting.scaffold,
            "render",
            f"{source}@{versions(case)[side]}",
            "--answers",
            answers,
            "--out",
            place / project_name(case),
        ],
        setting.home,
    )
    return place / project_name(case)


def tree(folder):
    """The files and links of a folder: mode and content by path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name == ".git" or name.startswith(".git/") or (path.is_dir() and not path.is_symlink()):
            continue
        if path.is_symlink():
            found[name] = ("link", os.readlink(path).encode("utf-8", "surrogateescape"))
        else:
            program = path.stat().st_mode & stat.S_IXUSR
            found[name] = ("program" if program else "file", path.read_bytes())
    return found


def difference(theirs, mine):
    """How two files differ, in a line; None when they are equal."""
    if theirs == mine:
        return None
    if mine is None or theirs is None:
        return "missing" if mine is None else "only ours"
    if theirs[0] != mine[0]:
        return f"is a {mine[0]}, not a {theirs[0]}"
    here, there = (side[1].decode("utf-8", "backslashreplace").splitlines(keepends=True) for side in (mine, theirs))
    for number, (wanted, got) in enumerate(zip(there, here), 1):
        if wanted != got:
            return f"line {number}: {wanted!r:.{SHOWN}} became {got!r:.{SHOWN}}"
    return f"{len(here)} lines instead of {len(there)}"


def changed_lines(theirs, mine):
    """How many lines differ between two files."""
    sides = [side[1].decode("utf-8", "backslashreplace").splitlines() if side else [] for side in (theirs, mine)]
    return sum(line[0] in "+-" and line[:3] not in ("+++", "---") for line in difflib.unified_diff(*sides, n=0))


def compare(setting, cases):
    """Compares all renders, prints what differs, and gives the share of equal files."""
    equal, total, failed, left_out = collections.Counter(), collections.Counter(), [], []
    rows = []
    for case in cases:
        for side in ("old", "new"):
            theirs_folder, told = real(setting, case, side)
            if "error" in told:
                left_out.append(f"{case['id']} {side}: {told['error']}")
                continue
            theirs = tree(theirs_folder)
            total[case["template"]] += len(theirs)
            try:
                mine = tree(ours(setting, case, side))
            except Failed as reason:
                failed.append(f"{case['id']} {side}: {reason}")
                continue
            total[case["template"]] += len(mine.keys() - theirs.keys())
            for path in sorted(theirs.keys() | mine.keys()):
                how = difference(theirs.get(path), mine.get(path))
                if how is None:
                    equal[case["template"]] += 1
                    continue
                row = {"id": case["id"], "side": side, "template": case["template"], "path": path, "how": how}
                rows.append(row | {"lines": changed_lines(theirs.get(path), mine.get(path))})
    for row in rows:
        print(f"{row['id']} {row['side']} {row['path']}: {row['how']}")
    for kind, lines in (("not rendered by scaffold", failed), ("not rendered by the tool itself", left_out)):
        for line in lines:
            print(f"{kind}: {line}")
    for name in sorted(total):
        print(f"{equal[name] / max(total[name], 1):8.2%}  {equal[name]} of {total[name]}  {name}")
    share = sum(equal.values()) / max(sum(total.values()), 1)
    print(
        f"{share:8.2%}  {sum(equal.values())} of {sum(total.values())} files; {len(failed)} renders of ours failed, "
        f"{len(left_out)} of the tools'"
    )
    if setting.report:
        setting.report.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return share


def settings():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mirror", type=pathlib.Path, required=True)
    parser.add_argument("--cases", type=pathlib.Path, required=True)
    parser.add_argument("--cache", type=pathlib.Path, required=True)
    parser.add_argument("--venv", type=pathlib.Path, required=True)
    parser.add_argument("--scaffold", type=pathlib.Path)
    parser.add_argument("--trust", default="", help="templates whose own Python may run: OWNER/NAME,…")
    parser.add_argument("--only", default="", help="cases whose id, project or template has this text")
    parser.add_argument("--again", action="store_true", help="try what the tools could not render before once more")
    parser.add_argument("--target", type=float, default=0.99, help="the least share of equal files")
    parser.add_argument("--report", type=pathlib.Path, help="a file for the files that differ, a JSON object a line")
    setting = parser.parse_args()
    setting.trust = set(setting.trust.split(","))
    for name in ("mirror", "cache", "venv", "scaffold"):
        value = getattr(setting, name)
        setattr(setting, name, value and value.absolute())
    setting.home = setting.cache / "home"
    setting.home.mkdir(parents=True, exist_ok=True)
    return setting


def main():
    setting = settings()
    cases = [json.loads(line) for line in setting.cases.read_text(encoding="utf-8").splitlines()]
    cases = [case for case in cases if any(setting.only in case[key] for key in ("id", "repo", "template"))]
    if setting.scaffold:
        return 0 if compare(setting, cases) >= setting.target else 1
    for number, case in enumerate(cases, 1):
        for side in ("old", "new"):
            folder, told = real(setting, case, side)
            state = f"failed: {told['error']}" if "error" in told else f"{len(tree(folder))} files ({told['mode']})"
            print(f"{number}/{len(cases)} {case['id']} {side}: {state}", flush=True)
    return 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--within"]:
        within()
    else:
        sys.exit(main())

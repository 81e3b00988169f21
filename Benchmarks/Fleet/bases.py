"""What the services of a fleet start from: every release of every built-in scaffold, rendered once by the tool itself.

A base is rendered under one name, and other services get theirs by exchanging it in every spelling. That a service is still
what its scaffold would generate is for the audit to say: one without edits must be found without any.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess

import packs

# Words that stand in no scaffold, as long as those that replace them.
FIRST, SECOND = "zqxjkv", "wqzj"
SPELLINGS = (str.lower, str.capitalize, str.upper)

# Answers beside the defaults, and from which release on the scaffold knows them.
ANSWERS = {
    "fastapi-service": [
        ("plain", {}, "1.0.0"),
        ("gitlab", {"ci": "gitlab", "registry": "ecr"}, "2.0.0"),
        ("swarm", {"database": "mysql", "deploy_target": "swarm"}, "2.4.0"),
        (
            "rich",
            {"database": "mongodb", "auth": "jwt", "telemetry": "opentelemetry", "registry": "ecr", "iac": "terraform"},
            "3.0.0",
        ),
    ],
    "express-service": [("plain", {}, "1.0.0"), ("small", {"registry": "ecr", "deploy_target": "none"}, "1.0.0")],
    "gin-service": [("plain", {}, "1.0.0"), ("small", {"registry": "ecr", "deploy_target": "none"}, "1.0.0")],
    "spring-service": [("plain", {}, "1.0.0"), ("small", {"registry": "ecr", "deploy_target": "none"}, "1.0.0")],
}


class Base:
    """One release of a scaffold with one set of answers, as generated."""

    def __init__(self, scaffold, release, answers, folder):
        self.scaffold, self.release, self.answers = scaffold, release, answers
        self.folder = pathlib.Path(folder)
        self.weight = 1
        self.managed = set()
        self.olds = []
        self.files = {}
        for path in sorted(pathlib.Path(folder).rglob("*")):
            place = path.relative_to(folder)
            if path.is_dir() and not path.is_symlink():
                continue
            mode = packs.LINK if path.is_symlink() else packs.PROGRAM if os.access(path, os.X_OK) else packs.FILE
            text = os.readlink(path).encode() if mode == packs.LINK else path.read_bytes()
            self.files[str(place).encode()] = (mode, text)
        self.record = self.files.pop(b".scaffold.yml")[1]

    def recorded_answers(self):
        """The lines of the record's answers."""
        block = self.record.decode().partition("    answers:\n")[2].partition("    held:")[0]
        return set(block.splitlines())

    def text(self, path, words):
        """A file's text under another name."""
        return exchange(self.files[path][1], words)

    def named(self, first, second, pack):
        """All files, the record among them, under another name: path -> (mode, object)."""
        words, files = (first, second), {}
        for path, (mode, text) in self.files.items():
            named = exchange(text, words)
            files[exchange(path, words)] = (mode, pack.shared(text) if named is text else pack.blob(named))
        baseline = pack.tree_id(files)
        record = re.sub(rb"(?m)^(    baseline: )\w+$", rb"\g<1>" + baseline.hex().encode(), self.record)
        files[b".scaffold.yml"] = (packs.FILE, pack.blob(exchange(record, words)))
        return files


def exchange(text, words):
    """The text with other words in the place of the base's; the same object where there is nothing to exchange."""
    for old, new in zip((FIRST, SECOND), words, strict=True):
        for spell in SPELLINGS:
            spelt = spell(old).encode()
            if spelt in text:
                text = text.replace(spelt, spell(new).encode())
    return text


def make(scaffold, folder, names):
    """Renders all bases of some scaffolds below a folder, which is removed again."""
    known = []
    for name in names:
        for release in releases(scaffold, name):
            for label, answers, since in ANSWERS[name]:
                if version(release) < version(since):
                    continue
                # A service is called like its folder, whatever a release calls the question.
                place = folder / f"{name}-{release}-{label}" / f"{FIRST}-{SECOND}"
                place.parent.mkdir(parents=True)
                run(
                    [scaffold, "new", f"{name}@{release}", place, "--defaults", "--no-git"]
                    + [word for pair in answers.items() for word in ("--set", "=".join(pair))]
                )
                known.append(Base(name, release, label, place))
    learn_classes(scaffold, folder, known)
    for base in known:
        # Most services are of late releases, and fleets have more of one scaffold than of the others.
        base.weight = 8 if base.scaffold == "fastapi-service" and base.release.startswith(("2.4", "3.")) else 3
        base.olds = [old for old in known if can_hold(old, base)]
    shutil.rmtree(folder)
    return known


def releases(scaffold, name):
    """The releases of a scaffold that were not withdrawn."""
    told = json.loads(run([scaffold, "show", name, "--json"]))
    return [release["release"] for release in told["releases"] if not release.get("yanked")]


def can_hold(old, base):
    """Whether a file may have stayed at the older release: with the same answers, as far as both know them."""
    if (old.scaffold, old.answers) != (base.scaffold, base.answers) or version(old.release) >= version(base.release):
        return False
    return old.recorded_answers() <= base.recorded_answers()


def learn_classes(scaffold, folder, known):
    """Asks the tool which files it manages: every file is edited, and the audit names them with their class."""
    for base in known:
        for path, (mode, _) in base.files.items():
            if mode != packs.LINK:
                with open(os.fsencode(base.folder) + b"/" + path, "ab") as file:
                    file.write(b"\nedited\n")
        author = ["-c", "user.name=Fleet", "-c", "user.email=fleet@example.com"]
        # Some of what is generated is ignored in a service, and generated all the same.
        for words in (["init", "-q"], ["add", "-A", "-f"], [*author, "commit", "-qm", "edit"]):
            run(["git", "-C", base.folder, *words])
    told = run(
        [scaffold, "audit", folder, "--format", "ndjson", "--journal", folder / "journal", "--fail-on", "nothing"]
    )
    results = {}
    for line in told.splitlines()[1:]:
        result = json.loads(line)
        results[pathlib.Path(result["location"])] = result["services"][0]
    for base in known:
        base.managed = {
            file["path"].encode()
            for file in results[base.folder]["files"]
            if file.get("edited") == "edited" and file["fileClass"] in ("managed", "exact")
        }


def version(text):
    return tuple(int(part) for part in text.split("."))


def run(command):
    """Runs a program and returns what it printed; what went wrong is shown."""
    return subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE).stdout.decode()

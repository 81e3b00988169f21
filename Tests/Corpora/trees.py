"""Trees of files as the dialects' corpora write them down, and the git repositories that templates are committed to."""

import base64
import os
import pathlib
import stat
import subprocess

# What every commit is made with, so that its id is the same on every machine.
IDENTITY = "Corpus <corpus@example.org>"
FIRST_DATE = 1700000000
# What time it is in every render.
CLOCK = 1709210096
QUIET_GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}


class Link(str):
    """A symbolic link; the text is its target."""


class Program(str):
    """A text file that may be run."""


def node(content):
    """One file as JSON: text or base64, the mode of a program; or the target of a link."""
    if isinstance(content, Link):
        return {"symlink": str(content)}
    if isinstance(content, Program):
        return {"text": str(content), "mode": "755"}
    if isinstance(content, str):
        return {"text": content}
    return from_bytes(content)


def from_bytes(data):
    """A file's bytes as text where a text gives the same bytes back, else as base64."""
    try:
        return {"text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}


def to_bytes(entry):
    """The bytes of a file that `node` or `read` wrote down."""
    return entry["text"].encode("utf-8") if "text" in entry else base64.b64decode(entry["base64"])


def nodes(files):
    """A whole tree as JSON, sorted by path."""
    return {path: node(files[path]) for path in sorted(files)}


def read(folder, replaced=()):
    """The files and links below a folder, sorted by path, without `.git`. Empty folders are left out, as git does it.

    `replaced` is a list of (bytes, text): places of this run that a file may name, and what stands for them.
    """
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name == ".git" or name.startswith(".git/") or (path.is_dir() and not path.is_symlink()):
            continue
        if path.is_symlink():
            found[name] = {"symlink": os.readlink(path)}
            continue
        data = path.read_bytes()
        for place, text in replaced:
            data = data.replace(place, text)
        found[name] = from_bytes(data)
        if path.stat().st_mode & stat.S_IXUSR:
            found[name]["mode"] = "755"
    return found


def write(folder, tree):
    """Puts a tree into a folder."""
    for name, entry in tree.items():
        path = pathlib.Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if "symlink" in entry:
            path.symlink_to(entry["symlink"])
        else:
            path.write_bytes(to_bytes(entry))
            path.chmod(0o755 if entry.get("mode") == "755" else 0o644)


def git(folder, *arguments, stdin=None):
    """Runs git in a folder with no settings of this machine; gives its output without the line's end."""
    result = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **QUIET_GIT},
    )
    if result.returncode:
        raise SystemExit(f"git {' '.join(arguments)}: {result.stderr.decode(errors='replace')}")
    return result.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def quoted(path):
    """A path as git's import stream wants it."""
    escaped = "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\{b:03o}" for b in path.encode("utf-8"))
    return f'"{escaped}"'


def commit_all(folder, versions):
    """Makes a repository of (tree, tag or None) in order; gives the commits' ids.

    The bytes go in as they are given, past every filter that a `.gitattributes` asks for.
    """
    git(folder, "init", "--quiet", "--initial-branch=main")
    stream = []
    for number, (tree, tag) in enumerate(versions):
        message = f"Version {number + 1}".encode()
        stream.append(b"commit refs/heads/main\nmark :%d\n" % (number + 1))
        stream.append(f"committer {IDENTITY} {FIRST_DATE + 86400 * number} +0000\n".encode())
        stream.append(b"data %d\n%s\n" % (len(message), message))
        if number:
            stream.append(b"from :%d\n" % number)
        stream.append(b"deleteall\n")
        for path, entry in tree.items():
            data = entry["symlink"].encode() if "symlink" in entry else to_bytes(entry)
            mode = "120000" if "symlink" in entry else "100755" if entry.get("mode") == "755" else "100644"
            stream.append(f"M {mode} inline {quoted(path)}\n".encode())
            stream.append(b"data %d\n%s\n" % (len(data), data))
        if tag:
            stream.append(f"reset refs/tags/{tag}\nfrom :{number + 1}\n\n".encode())
    git(folder, "fast-import", "--quiet", "--force", stdin=b"".join(stream))
    git(folder, "reset", "--quiet", "--hard", "main")
    return git(folder, "rev-list", "--reverse", "main").split("\n")

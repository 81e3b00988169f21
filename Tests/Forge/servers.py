"""Real servers on this machine's loopback: git behind lighttpd with TLS and passwords, git behind sshd, and the fake forge.

Each is a process of its own, in a folder of its own, without anything of the machine's own configuration.
"""

import getpass
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

USER = "bot"
# No word of it may ever be seen anywhere; as long and as oddly made as GitHub's newest.
TOKEN = "ghs_7731204_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiI3NzMxMjA0In0.Zm9yLW5vYm9keXMtZXllcw-0_1"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process, log):
    """Waits until somebody listens at a port."""
    for _ in range(500):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.01)
    raise AssertionError(f"{process.args} does not listen at {port}:\n{log.read_text()}")


class Server:
    """A process that is there until `stop`."""

    def start(self, folder, *command, **more):
        self.folder = folder
        self.log = folder / "log"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT, **more)  # fmt: skip

    def stop(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait()


class WebServer(Server):
    """`git http-backend` behind lighttpd: https, one user with a password.

    Below /git/ are the repositories; below /readonly/ the same ones, which nobody may push to; everything below /down/ is
    out of order, everything below /away/ has moved to `elsewhere`, and what is below /portal/ is a page that asks to log in.
    """

    def __init__(self, folder, elsewhere=None, like=None):
        for name in ("repositories", "cgi"):
            (folder / name).mkdir(parents=True)
        self.repositories = folder / "repositories"
        self.port = free_port()
        self.certificate = folder / "certificate.pem"
        self.requests = folder / "requests"
        if like:
            shutil.copy(like.certificate, self.certificate)
            shutil.copy(like.folder / "key.pem", folder)
        else:
            run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                "-keyout", folder / "key.pem", "-out", self.certificate)  # fmt: skip
        (folder / "users").write_text("".join(f"{name}:{TOKEN}\n" for name in (USER, "x-access-token", "oauth2")))
        answers = {
            "down": "Status: 503 Service Unavailable",
            "away": f"Status: 302 Found\\r\\nLocation: {elsewhere}$PATH_INFO?$QUERY_STRING",
            "portal": "Content-Type: text/html",
        }
        for name, head in answers.items():
            script = folder / "cgi" / name
            script.write_text(f"#!/bin/sh\nprintf \"{head}\\r\\n\\r\\n<html><title>Log in</title></html>\\n\"\n")
            script.chmod(0o755)
        backend = Path(run("git", "--exec-path").strip()) / "git-http-backend"
        (folder / "lighttpd.conf").write_text(f"""
            server.modules = ("mod_access", "mod_auth", "mod_authn_file", "mod_alias", "mod_cgi", "mod_setenv",
                              "mod_openssl", "mod_accesslog")
            server.document-root = "{folder}/repositories"
            server.bind = "127.0.0.1"
            server.port = {self.port}
            ssl.engine = "enable"
            ssl.pemfile = "{self.certificate}"
            ssl.privkey = "{folder}/key.pem"
            accesslog.filename = "{self.requests}"
            accesslog.format = "%s %r %{{Authorization}}i"
            auth.backend = "plain"
            auth.backend.plain.userfile = "{folder}/users"
            auth.require = ("/" => ("method" => "basic", "realm" => "git", "require" => "valid-user"))
            alias.url = ("/git" => "{backend}", "/readonly" => "{backend}", "/down" => "{folder}/cgi/down",
                         "/away" => "{folder}/cgi/away", "/portal" => "{folder}/cgi/portal")
            cgi.assign = ("" => "")
            setenv.set-environment = ("GIT_PROJECT_ROOT" => "{folder}/repositories", "GIT_HTTP_EXPORT_ALL" => "1",
                                      "PATH" => "{os.environ['PATH']}", "HOME" => "{folder}")
            $HTTP["url"] =~ "^/readonly/.*git-receive-pack" {{ url.access-deny = ("") }}
            $HTTP["querystring"] =~ "service=git-receive-pack" {{
                $HTTP["url"] =~ "^/readonly/" {{ url.access-deny = ("") }}
            }}
        """)
        self.start(folder, tool("lighttpd"), "-D", "-f", folder / "lighttpd.conf")
        wait_for(self.port, self.process, self.log)

    def url(self, name, below="git"):
        return f"https://127.0.0.1:{self.port}/{below}/{name}.git"

    @property
    def as_github(self):
        """Options that say whose the token is, as the host says it on GitHub."""
        return ["--forge", "github", "--forge-url", f"https://127.0.0.1:{self.port}/api/v3"]

    def credentials_seen(self):
        """The `Authorization` headers that were sent to it, as its log has them when it has ended."""
        lines = self.requests.read_text().splitlines() if self.requests.exists() else []
        return {line.rsplit(None, 1)[-1] for line in lines if "Basic " in line or "Bearer " in line}


class SSHServer(Server):
    """sshd for the user that runs the tests, who may do nothing but git, with one key of each kind."""

    def __init__(self, folder):
        self.repositories = folder / "repositories"
        self.repositories.mkdir(parents=True)
        self.port = free_port()
        self.keys = {}
        for kind in ("ed25519", "rsa", "stranger", "host"):
            self.keys[kind] = folder / kind
            run("ssh-keygen", "-q", "-N", "", "-t", "rsa" if kind == "rsa" else "ed25519", "-f", folder / kind)
        allowed = [f'restrict,command="git-shell -c \\"$SSH_ORIGINAL_COMMAND\\"" {public(self.keys[kind])}' for kind in ("ed25519", "rsa")]
        (folder / "allowed").write_text("\n".join(allowed) + "\n")
        (folder / "known").write_text(f"[127.0.0.1]:{self.port} {public(self.keys['host'])}\n")
        (folder / "wrongly-known").write_text(f"[127.0.0.1]:{self.port} {public(self.keys['stranger'])}\n")
        (folder / "sshd_config").write_text(f"""
            ListenAddress 127.0.0.1
            Port {self.port}
            HostKey {self.keys['host']}
            AuthorizedKeysFile {folder}/allowed
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin forced-commands-only
        """)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        # sshd starts itself again for each connection, and wants to know where it is
        self.start(folder, tool("sshd"), "-D", "-e", "-f", folder / "sshd_config")
        wait_for(self.port, self.process, self.log)

    def url(self, name):
        return f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}{self.repositories}/{name}.git"

    def command(self, kind, known="known"):
        """What GIT_SSH_COMMAND is for one of the keys."""
        return (
            f"ssh -F none -i {self.keys[kind]} -o IdentitiesOnly=yes -o IdentityAgent=none "
            f"-o UserKnownHostsFile={self.folder}/{known} -o GlobalKnownHostsFile=none -o BatchMode=yes"
        )


class FakeForge(Server):
    """The fake forge: one state behind the API of GitHub, of GitLab and of Gitea, with git's own protocol beside it."""

    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "root").mkdir()
        self.start(folder, os.environ["FAKE_FORGE"], "--root", folder / "root", "--token", TOKEN)
        for _ in range(6000):
            found = re.search(r'"url":"(http://127\.0\.0\.1:(\d+))"', self.log.read_text())
            if found or self.process.poll() is not None:
                break
            time.sleep(0.01)
        assert found, f"the fake forge says no address:\n{self.log.read_text()}"
        self.url, self.port = found[1], int(found[2])
        self.repositories = folder / "root"

    def control(self, name, /, **fields):
        """One of the fake's own switches."""
        request = urllib.request.Request(f"{self.url}/_control/{name}", json.dumps(fields).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())


def run(*words):
    ran = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert ran.returncode == 0, f"{words} ended with {ran.returncode}:\n{ran.stderr}"
    return ran.stdout


def public(key):
    """A public key without its comment."""
    return " ".join(key.with_name(key.name + ".pub").read_text().split()[:2])


def tool(name):
    """Where a server is; sshd wants to be called by its whole path."""
    path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert path, f"{name} is missing: run scripts/prepare test"
    return path

"""Real git servers: the update branch arrives at each, twice is once, and nobody's commits are pushed over."""

import pytest
from conftest import BRANCH
from servers import TOKEN, WebServer


@pytest.fixture(params=["https, a helper", "https, a token", "ssh, ed25519", "ssh, rsa"])
def door(request, serve, helper):
    """A service at a server, with the settings that let one in."""
    kind, key = request.param.split(", ")
    server = request.getfixturevalue("web" if kind == "https" else "ssh")
    service = serve(server)
    if kind == "ssh":
        return service, {"GIT_SSH_COMMAND": server.command(key)}
    settings = {"GIT_SSL_CAINFO": server.certificate} | (helper if key == "a helper" else {"SCAFFOLD_TOKEN": TOKEN})
    if key == "a token":
        service.options = server.as_github
    return service, settings


def test_an_upgrade_arrives_as_one_commit(door):
    service, settings = door
    before = service.refs()
    told = service.upgrade(**settings)
    after = service.refs()
    assert told["outcome"] == "pushed"
    assert told["branch"] == BRANCH and told["commit"] == after[BRANCH]
    assert after == before | {BRANCH: after[BRANCH]}
    assert service.remote("rev-parse", f"{BRANCH}^") == before["main"]
    assert "release: 1.1.0" in service.remote("show", f"{BRANCH}:.scaffold.yml")


def test_a_second_run_pushes_nothing(door, git_before_push, tmp_path):
    service, settings = door
    service.upgrade(**settings)
    before = service.refs()
    path = git_before_push(f"touch {tmp_path}/pushed")
    assert service.upgrade(PATH=path, **settings)["outcome"] == "unchanged"
    assert service.refs() == before
    assert not (tmp_path / "pushed").exists()


def test_a_base_that_moved_elsewhere_makes_no_noise(service, settings):
    service.upgrade(**settings)
    before = service.refs()[BRANCH]
    service.person(branch="main")
    assert service.upgrade(**settings)["outcome"] == "unchanged"
    assert service.refs()[BRANCH] == before


def test_a_branch_is_made_anew_on_a_base_that_moved(service, settings):
    service.upgrade(**settings)
    moved = service.person(branch="main")
    service.upgrade("--rebase", "always", **settings)
    assert service.remote("rev-parse", f"{BRANCH}^") == moved
    assert service.remote("rev-list", "--count", f"main..{BRANCH}") == "1"


def test_the_base_is_the_servers_and_not_the_clones(service, settings):
    """What a clone has not fetched yet counts, and what it has not pushed doesn't."""
    moved = service.person(branch="main")
    service.git("commit", "-q", "--allow-empty", "-m", "Not pushed")
    service.upgrade(**settings)
    assert service.remote("rev-parse", f"{BRANCH}^") == moved


def test_a_branch_with_a_commit_of_a_person_is_left_alone(service, settings):
    service.upgrade(**settings)
    theirs = service.person(".dockerignore", text="*\n")
    service.person(branch="main")
    service.upgrade("--rebase", "always", status=0, **settings)
    assert service.refs()[BRANCH] == theirs


def test_an_amended_commit_is_a_persons(service, settings):
    service.upgrade(**settings)
    ours = service.refs()[BRANCH]
    tree, parent = service.remote("rev-parse", f"{ours}^{{tree}}"), service.remote("rev-parse", f"{ours}^")
    author = service.remote("log", "-1", "--format=%an <%ae>", ours)
    # Author, message and parent are ours; only a space is new.
    message = service.remote("log", "-1", "--format=%B", ours) + "\n "
    amended = service.remote("-c", f"user.name={author.split(' <')[0]}", "commit-tree", "-p", parent, "-m", message, tree)
    service.remote("update-ref", f"refs/heads/{BRANCH}", amended)
    service.person(branch="main")
    service.upgrade("--rebase", "always", **settings)
    assert service.refs()[BRANCH] == amended


def test_commits_of_people_stay_from_release_to_release(serve, web, settings, many_releases):
    branch = "scaffold/fastapi-service"
    service = serve(web, of=many_releases)
    service.upgrade("--to", "1.0.1", **settings)
    theirs = service.person("NOTES.md", branch)
    # A newer release leaves them alone, and says so
    assert service.upgrade("--to", "1.1.0", status=1, **settings)["outcome"] == "edited"
    assert service.refs()[branch] == theirs
    # Or it goes on top of them, where that is asked for
    assert service.upgrade("--to", "1.1.0", "--onto-human", **settings)["outcome"] == "updated"
    onto = service.refs()[branch]
    assert service.remote("rev-parse", f"{branch}^") == theirs
    assert "release: 1.1.0" in service.remote("show", f"{branch}:.scaffold.yml")
    assert service.upgrade("--to", "1.1.0", "--onto-human", **settings)["outcome"] in ("unchanged", "resolved")
    # And from then on it is still theirs
    for more in ([], ["--rebase", "always"]):
        service.upgrade("--to", "1.2.0", *more, status=1, **settings)
        assert service.refs()[branch] == onto
    service.upgrade("--to", "1.2.0", "--onto-human", **settings)
    assert service.remote("rev-parse", f"{branch}^") == onto
    assert service.remote("show", f"{branch}:NOTES.md") == "by hand"


def test_a_branch_that_was_merged_is_made_anew(serve, web, settings, many_releases):
    branch = "scaffold/fastapi-service"
    service = serve(web, of=many_releases)
    service.upgrade("--to", "1.0.1", **settings)
    service.remote("update-ref", "refs/heads/main", branch)
    assert service.upgrade("--to", "1.0.1", **settings)["outcome"] == "up-to-date"
    assert service.upgrade("--to", "1.1.0", **settings)["outcome"] == "pushed"
    assert service.remote("rev-list", "--count", f"main..{branch}") == "1"


def test_somebody_who_pushes_in_the_middle_wins(service, settings, git_before_push):
    """The lease: between the look at the branch and the push to it, somebody pushes. Then it is looked at again."""
    service.upgrade(**settings)
    theirs = service.by_hand(BRANCH)
    path = git_before_push(f"cd {service.bare} && git update-ref refs/heads/{BRANCH} {theirs}")
    service.person(branch="main")
    assert service.upgrade("--rebase", "always", PATH=path, **settings)["outcome"] == "resolved"
    assert service.refs()[BRANCH] == theirs


def test_a_branch_that_appears_in_the_middle_is_somebodys(service, settings, git_before_push):
    theirs = service.by_hand("main")
    path = git_before_push(f"cd {service.bare} && git update-ref refs/heads/{BRANCH} {theirs}")
    assert service.upgrade(status=1, PATH=path, **settings)["outcome"] == "edited"
    assert service.refs()[BRANCH] == theirs


def test_the_server_has_the_last_word_on_where_a_branch_is(service, settings):
    """The branch moves while the server is at work: after all that git can look at beforehand."""
    service.upgrade(**settings)
    theirs = service.by_hand(BRANCH)
    hook = service.bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\n"
        f"git update-ref refs/heads/{BRANCH} {theirs}\n"
    )
    hook.chmod(0o755)
    service.remote("update-ref", "refs/heads/main", service.by_hand("main"))
    assert service.upgrade("--rebase", "always", **settings)["outcome"] == "resolved"
    assert service.refs()[BRANCH] == theirs


def test_a_branch_that_moves_each_time_is_for_later(service, settings, git_before_push):
    """Each time that a push is about to begin, the branch is another one's that makes the same one."""
    service.upgrade(**settings)
    ours = service.refs()[BRANCH]
    service.remote("update-ref", "refs/heads/main", service.by_hand("main"))
    # There and away again: the branch is never where it was when it was looked at
    path = git_before_push(
        f"cd {service.bare} && if git rev-parse -q --verify {BRANCH}; then git update-ref -d refs/heads/{BRANCH}; "
        f"else git update-ref refs/heads/{BRANCH} {ours}; fi"
    )
    service.upgrade("--rebase", "always", status=75, says=["moved meanwhile", "run it again"], PATH=path, **settings)


def test_a_shallow_clone_will_do(service, settings, tmp_path):
    clone = tmp_path / "shallow"
    service.person(branch="main")
    service.run(tmp_path, "git", "clone", "-q", "--depth=1", f"file://{service.bare}", clone)
    service.run(clone, "git", "remote", "set-url", "origin", service.url)
    service.folder = clone
    assert service.upgrade(**settings)["outcome"] == "pushed"
    assert service.upgrade(**settings)["outcome"] == "unchanged"
    theirs = service.person(".dockerignore", text="*\n")
    service.upgrade(**settings)
    assert service.refs()[BRANCH] == theirs


def test_nothing_secret_is_in_the_arguments_of_any_program(service, web, tmp_path):
    """Everybody on a machine can read them."""
    trace = tmp_path / "trace"
    service.run(
        service.folder, "strace", "-f", "-qq", "-s", "100000", "-e", "trace=execve", "-o", trace, "scaffold", "upgrade", "--push",
        *web.as_github,
        GIT_SSL_CAINFO=web.certificate, SCAFFOLD_TOKEN=TOKEN)  # fmt: skip
    calls = trace.read_text()
    assert "git-receive-pack" in calls or "remote-https" in calls
    assert BRANCH in service.refs()
    secret = [line for line in calls.splitlines() if TOKEN in line or TOKEN[4:24] in line]
    assert secret == []


def test_the_services_own_check_sees_no_token(service, settings, tmp_path):
    service.upgrade("--verify", f"env > {tmp_path}/environment", GITHUB_TOKEN=TOKEN, GITLAB_TOKEN=TOKEN, SCAFFOLD_TOKEN=TOKEN, **settings)
    seen = (tmp_path / "environment").read_text()
    assert "PATH=" in seen
    assert TOKEN not in seen


def test_the_token_goes_to_its_own_host_only(serve, tmp_path, web):
    """A server that sends git elsewhere does not send the token along."""
    stranger = WebServer(tmp_path / "stranger", like=web)
    moved = WebServer(tmp_path / "moved", like=web, elsewhere=f"https://127.0.0.1:{stranger.port}/git")
    service = serve(moved, below="away")
    service.options = moved.as_github
    service.upgrade(status=2, GIT_SSL_CAINFO=web.certificate, SCAFFOLD_TOKEN=TOKEN)
    # Their logs are whole when they have ended
    moved.stop()
    stranger.stop()
    assert moved.credentials_seen() != set()
    assert stranger.requests.read_text() != "" and stranger.credentials_seen() == set()

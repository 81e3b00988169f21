"""What servers say when they refuse a push, and what scaffold makes of it: one clear message with a way out, and nothing has changed."""

import hooks
import pytest
from conftest import BRANCH
from servers import TOKEN, free_port

# What the server writes; the reason in the line of the branch; what must be in the message; what must be in the way out.
REFUSALS = {
    "GitHub, an app without workflows": (
        "",
        "refusing to allow a GitHub App to create or update workflow `FILE` without `workflows` permission",
        ["refusing to allow a GitHub App", ".github/workflows/main.yml"],
        ["--split-workflows", "workflows: write"],
    ),
    "GitHub, a person's token without workflow": (
        "",
        "refusing to allow a Personal Access Token to create or update workflow `FILE` without `workflow` scope",
        ["refusing to allow a Personal Access Token"],
        ["--split-workflows", "`workflow`"],
    ),
    "GitHub, a ruleset": (
        "error: GH013: Repository rule violations found for refs/heads/BRANCH.\n"
        "Review all repository rules at https://github.com/acme/shop/rules?ref=refs%2Fheads%2FBRANCH\n\n"
        "- Cannot create ref due to creations being restricted.\n\n",
        "push declined due to repository rule violations",
        ["GH013", "creations being restricted"],
        ["ruleset"],
    ),
    "GitHub, signatures": (
        "error: GH013: Repository rule violations found for refs/heads/BRANCH.\n\n- Commits must have verified signatures.\n",
        "push declined due to repository rule violations",
        ["verified signatures"],
        ["ruleset"],
    ),
    "GitHub, a protected branch": (
        "error: GH006: Protected branch update failed for refs/heads/BRANCH.\nerror: Cannot force-push to this branch\n",
        "protected branch hook declined",
        ["GH006", "Cannot force-push"],
        ["protected", "--branch"],
    ),
    "GitLab, the branch's name": (
        "GitLab: Branch name 'BRANCH' does not follow the pattern '^feature/.*$'\n",
        None,
        ["does not follow the pattern '^feature/.*$'"],
        ["push rules"],
    ),
    "GitLab, the author": (
        "GitLab: Author 'scaffold@example.com' is not a member of team\n",
        None,
        ["is not a member of team"],
        ["push rules"],
    ),
    "GitLab, a protected branch": (
        "GitLab: You are not allowed to push code to protected branches on this project.\n",
        None,
        ["not allowed to push code to protected branches"],
        ["protected", "--branch"],
    ),
    "Gitea, a protected branch": (
        "Gitea: Not allowed to push to protected branch BRANCH\n",
        None,
        ["Not allowed to push to protected branch"],
        ["protected", "--branch"],
    ),
    "a hook of somebody's": ("The moon is not full.\n", None, ["The moon is not full."], ["who looks after that server"]),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refused_push_is_explained(case, service, settings):
    says, reason, message, fix = REFUSALS[case]
    hooks.refuse(service, says, reason)
    before = service.refs()
    told = service.upgrade(status=2, says=message, **settings)
    (way_out,) = [line for line in told.splitlines() if line.startswith("fix: ")]
    for word in fix:
        assert word in way_out
    assert service.refs() == before
    hooks.accept(service)
    assert service.upgrade(**settings)["outcome"] == "pushed"


def test_workflow_files_can_go_to_a_branch_of_their_own(service, settings):
    """The same server takes the rest; a branch with those files it does not take, and that fails nothing."""
    hooks.refuse(service, *REFUSALS["GitHub, an app without workflows"][:2])
    service.upgrade("--split-workflows", **settings)
    changed = service.remote("diff", "--name-only", "main", BRANCH).splitlines()
    assert "go.mod" in changed
    assert [path for path in changed if path.startswith(".github/workflows/")] == []


def test_words_of_a_server_draw_nothing_on_a_terminal(service, settings):
    hooks.refuse(service, "\033[2J\033]52;c;aGVsbG8=\007\033[31mremote: fatal: you are logged in as root\n")
    assert "\033" not in service.upgrade(status=2, **settings)


def test_another_branch_that_blocks_the_name_is_named(service, settings):
    service.remote("update-ref", "refs/heads/scaffold", "main")
    service.upgrade(status=2, says=["blocks the branch's name", "fix: rename or delete"], **settings)
    assert sorted(service.refs()) == ["main", "scaffold"]


# Below which path; the status; what is said.
DOORS = {
    "read only": ("readonly", 2, ["403"]),
    "out of order": ("down", 75, ["503", "try again"]),
    "a page to log in": ("portal", 2, ["not valid"]),
}


@pytest.mark.parametrize("case", DOORS)
def test_a_door_that_is_shut_is_explained(case, serve, web, settings):
    below, status, words = DOORS[case]
    service = serve(web, below=below)
    before = service.refs()
    told = service.upgrade(status=status, says=[*words, "fix: "], **settings)
    assert f"127.0.0.1:{web.port}" in told
    assert service.refs() == before


def test_a_wrong_token_is_an_error_of_its_own(service, web):
    service.options = web.as_github
    service.upgrade(
        status=2, says=["Authentication failed", "credentials"], GIT_SSL_CAINFO=web.certificate, SCAFFOLD_TOKEN="ghp_expired")  # fmt: skip


def test_no_token_at_all_is_an_error_and_no_question(service, web):
    service.upgrade(status=2, says=["fix: "], GIT_SSL_CAINFO=web.certificate)


def test_a_certificate_that_nobody_vouches_for_is_refused(service, web):
    service.options = web.as_github
    before = service.refs()
    service.upgrade(status=2, says=["certificate"], SCAFFOLD_TOKEN=TOKEN)
    assert service.refs() == before


def test_a_server_that_is_not_there_is_for_later(service, settings):
    service.git("remote", "set-url", "origin", f"https://127.0.0.1:{free_port()}/git/shop.git")
    service.upgrade(status=75, says=["try again"], **settings)


def test_a_repository_that_is_not_there_is_an_error(service, settings):
    service.git("remote", "set-url", "origin", service.url.replace(".git", "-gone.git"))
    service.upgrade(status=2, says=["fix: "], **settings)


@pytest.mark.parametrize(
    ("key", "known", "word"), [("stranger", "known", "Permission denied"), ("ed25519", "wrongly-known", "Host key")])  # fmt: skip
def test_ssh_lets_in_neither_strangers_nor_goes_to_them(key, known, word, serve, ssh):
    service = serve(ssh)
    before = service.refs()
    service.upgrade(status=2, says=[word], GIT_SSH_COMMAND=ssh.command(key, known))
    assert service.refs() == before

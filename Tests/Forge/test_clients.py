"""Other people's clients use the fake forge as they use a real one, and other people's models judge its replies.

If they understand it, it is not a mirror of mistakes of our own.
"""

import asyncio
import copy
import dataclasses

import foreign
import gitea_api_client as gitea
import github
import gitlab
import pytest
from recorder import Recorder
from servers import TOKEN

BODY = "What and why.\n\n<!-- scaffold-update {} -->\n"


@pytest.fixture
def record(forge, forge_service):
    """Starts a recorder for one of the APIs; whatever went through it is judged in the end."""
    recorders = []

    def record(kind):
        recorders.append((kind, Recorder(forge.port, {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}[kind])))
        return recorders[-1][1]

    yield record
    for kind, recorder in recorders:
        recorder.stop()
        assert recorder.exchanges
        for exchange in recorder.exchanges:
            foreign.check(kind, exchange)


def test_pygithub_lives_through_a_pull_request(record, forge, forge_service):
    recorder = record("github")
    hub = github.Github(auth=github.Auth.Token(TOKEN), base_url=recorder.api, retry=None, seconds_between_writes=0, seconds_between_requests=0)
    repository = hub.get_repo("acme/shop")
    assert (repository.full_name, repository.default_branch, repository.archived) == ("acme/shop", "main", False)
    assert repository.permissions.push
    pull = repository.create_pull(title="Upgrade gin-service to 1.1.0", body=BODY, head="topic", base="main", draft=True)
    assert (pull.draft, pull.state, pull.head.ref, pull.base.ref) == (True, "open", "topic", "main")
    assert pull.head.sha == forge_service.refs()["topic"]
    with pytest.raises(github.GithubException) as twice:
        repository.create_pull(title="Again", body="", head="acme:topic", base="main")
    assert twice.value.status == 422
    assert "already exists" in str(twice.value.data)
    assert [found.number for found in repository.get_pulls(state="all", head="acme:topic")] == [pull.number]
    pull.mark_ready_for_review()
    assert not repository.get_pull(pull.number).draft
    pull.convert_to_draft()
    assert repository.get_pull(pull.number).draft
    pull.edit(title="Upgrade gin-service to 1.2.0", body=BODY + "more")
    pull.add_to_labels("dependencies", "template-conflict")
    pull.remove_from_labels("template-conflict")
    assert [label.name for label in pull.get_labels()] == ["dependencies"]
    with pytest.raises(github.GithubException, match="Label does not exist") as missing:
        pull.remove_from_labels("template-conflict")
    assert missing.value.status == 404
    pull.create_review_request(reviewers=["ann"])
    comment = pull.create_issue_comment("first")
    comment.edit("second")
    assert [comment.body for comment in pull.get_issue_comments()] == ["second"]
    forge.control("check", repository="acme/shop", commit=pull.head.sha, state="failure")
    forge.control("check", repository="acme/shop", commit=pull.head.sha, state="success", name="lint", run=False)
    commit = hub.withLazy(True).get_repo("acme/shop").get_commit(pull.head.sha)
    assert [status.state for status in commit.get_combined_status().statuses] == ["success"]
    assert [(run.status, run.conclusion) for run in commit.get_check_runs()] == [("completed", "failure")]
    pull.edit(state="closed")
    again = repository.get_pull(pull.number)
    assert (again.state, again.merged, again.title, again.body) == ("closed", False, "Upgrade gin-service to 1.2.0", BODY + "more")
    with pytest.raises(github.UnknownObjectException):
        hub.get_repo("acme/nothing")


def test_python_gitlab_lives_through_a_merge_request(record, forge_service):
    recorder = record("gitlab")
    lab = gitlab.Gitlab(recorder.url, private_token=TOKEN, retry_transient_errors=False)
    project = lab.projects.get("acme/shop")
    assert (project.path_with_namespace, project.default_branch, project.archived) == ("acme/shop", "main", False)
    request = project.mergerequests.create(
        {"source_branch": "topic", "target_branch": "main", "title": "Draft: Upgrade", "description": BODY})  # fmt: skip
    assert (request.draft, request.state, request.source_branch) == (True, "opened", "topic")
    assert request.sha == forge_service.refs()["topic"]
    with pytest.raises(gitlab.GitlabCreateError) as twice:
        project.mergerequests.create({"source_branch": "topic", "target_branch": "main", "title": "Again"})
    assert twice.value.response_code == 409
    assert [found.iid for found in project.mergerequests.list(source_branch="topic", state="all", get_all=True)] == [request.iid]
    assert project.mergerequests.list(state="merged", get_all=True) == []
    request.title = "Upgrade"
    request.description = BODY + "more"
    request.labels = ["dependencies"]
    request.save()
    assert not request.draft
    (ann,) = lab.users.list(username="ann", get_all=True)
    request.reviewer_ids = [ann.id]
    request.save()
    note = request.notes.create({"body": "first"})
    note.body = "second"
    note.save()
    assert "second" in [note.body for note in request.notes.list(get_all=True)]
    assert project.pipelines.list(sha=request.sha, get_all=True) == []
    assert project.commits.get(request.sha, lazy=True).statuses.list(get_all=True) == []
    request.state_event = "close"
    request.save()
    again = project.mergerequests.get(request.iid)
    assert (again.state, again.title, again.labels, again.description.strip()) == (
        "closed", "Upgrade", ["dependencies"], (BODY + "more").strip())  # fmt: skip
    with pytest.raises(gitlab.GitlabGetError) as missing:
        lab.projects.get("acme/nothing")
    assert missing.value.response_code == 404


# Its model of labels is none that Gitea has
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_giteas_client_lives_through_a_pull_request(record, forge, forge_service):
    recorder = record("gitea")
    settings = gitea.Configuration(
        host=recorder.api, api_key={"AuthorizationHeaderToken": TOKEN}, api_key_prefix={"AuthorizationHeaderToken": "token"})  # fmt: skip

    async def live():
        async with gitea.ApiClient(settings) as client:
            repositories, issues = gitea.RepositoryApi(client), gitea.IssueApi(client)
            where = ("acme", "shop")
            repository = await repositories.repo_get(*where)
            assert (repository.full_name, repository.default_branch, repository.archived) == ("acme/shop", "main", False)
            assert repository.permissions.push
            proposal = gitea.CreatePullRequestOption(title="WIP: Upgrade", body=BODY, head="topic", base="main")
            pull = await repositories.repo_create_pull_request(*where, body=proposal)
            assert (pull.state, pull.head.ref, pull.head.sha) == ("open", "topic", forge_service.refs()["topic"])
            with pytest.raises(gitea.ApiException) as twice:
                await repositories.repo_create_pull_request(*where, body=proposal)
            assert twice.value.status == 409
            change = gitea.EditPullRequestOption(title="Upgrade", body=BODY + "more")
            pull = await repositories.repo_edit_pull_request(*where, pull.number, body=change)
            assert (pull.title, pull.draft) == ("Upgrade", False)
            label = await issues.issue_create_label(*where, body=gitea.CreateLabelOption(name="dependencies", color="#ededed"))
            assert label.id in [known.id for known in await issues.issue_list_labels(*where)]
            await issues.issue_add_label(*where, pull.number, body=gitea.IssueLabelsOption.model_construct(labels=[label.id]))
            assert [known.name for known in await issues.issue_get_labels(*where, pull.number)] == ["dependencies"]
            await issues.issue_remove_label(*where, pull.number, label.id)
            await repositories.repo_create_pull_review_requests(
                *where, pull.number, body=gitea.PullReviewRequestOptions(reviewers=["ann"], team_reviewers=[]))  # fmt: skip
            comment = await issues.issue_create_comment(*where, pull.number, body=gitea.CreateIssueCommentOption(body="first"))
            await issues.issue_edit_comment(*where, comment.id, body=gitea.EditIssueCommentOption(body="second"))
            assert [found.body for found in await issues.issue_get_comments(*where, pull.number)] == ["second"]
            forge.control("check", repository="acme/shop", commit=pull.head.sha, state="success", run=False)
            status = await repositories.repo_get_combined_status_by_ref(*where, pull.head.sha)
            assert (status.total_count, status.state, status.statuses[0].status) == (1, "success", "success")
            await repositories.repo_edit_pull_request(*where, pull.number, body=gitea.EditPullRequestOption(state="closed"))
            (again,) = await repositories.repo_list_pull_requests(*where, state="all")
            assert (again.state, again.merged, again.body) == ("closed", False, BODY + "more")
            with pytest.raises(gitea.ApiException) as missing:
                await repositories.repo_get("acme", "nothing")
            assert missing.value.status == 404

    asyncio.run(live())


# What a judge must notice: the field of a request that is misspelt; the field of a reply that is missing or of another kind.
FAULTS = {
    "github": ("/repos/acme/shop/pulls", {"head": "haed", "base": "onto"}, ["node_id", "head", "html_url"], {"number": "seven"}),
    "gitlab": ("/projects/acme%2Fshop/merge_requests", {"source_branch": "head", "title": "name"}, ["iid"], {}),
    "gitea": ("/repos/acme/shop/pulls", {"head": "haed", "base": "onto"}, [], {"number": "seven", "draft": "yes"}),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_judge_notices_faults(kind, forge, forge_service):
    path, misspelt, missing, others = FAULTS[kind]
    recorder = Recorder(forge.port, {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}[kind])
    body = {"title": "Upgrade", "body": BODY, "head": "topic", "base": "main"}
    if kind == "gitlab":
        body = {"title": "Upgrade", "description": BODY, "source_branch": "topic", "target_branch": "main"}
    exchange = recorder.ask("POST", path, body, {"Authorization": f"Bearer {TOKEN}"})
    recorder.stop()
    assert exchange.status == 201
    foreign.check(kind, exchange)

    def notices(**changes):
        with pytest.raises((AssertionError, ValueError, gitea.ApiException)):
            foreign.check(kind, dataclasses.replace(exchange, **changes))

    notices(path=path.replace("acme", "acme/more/and") + "s")
    notices(method="DELETE")
    for right, wrong in misspelt.items():
        notices(body={wrong if name == right else name: value for name, value in body.items()})
    for name in missing:
        reply = copy.deepcopy(exchange.reply)
        del reply[name]
        notices(reply=reply)
    for name, value in others.items():
        notices(reply=exchange.reply | {name: value})
    if kind == "github":
        notices(body={name: value for name, value in body.items() if name != "head"})

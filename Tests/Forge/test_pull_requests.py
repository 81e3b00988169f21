"""What scaffold asks of a forge, judged by other people's models: a pull request from its beginning to its end, on each kind of forge."""

import foreign
import pytest
from conftest import BRANCH
from recorder import Recorder
from servers import TOKEN

ROOTS = {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}


class Place:
    """A service on the fake forge, seen as one kind of forge, with everything recorded that scaffold asks."""

    def __init__(self, kind, forge, service):
        self.kind, self.forge, self.service = kind, forge, service
        self.recorder = Recorder(forge.port, ROOTS[kind])
        self.pulls = f"/{'projects/acme%2Fshop/merge_requests' if kind == 'gitlab' else 'repos/acme/shop/pulls'}"

    def upgrade(self, *words, **more):
        """Runs `scaffold upgrade --pr`; returns what it answers, and what it changed at the forge."""
        before = len(self.recorder.exchanges)
        told = self.service.upgrade(
            "--forge", self.kind, "--forge-url", self.recorder.api, *words, how="--pr", SCAFFOLD_TOKEN=TOKEN, **more)  # fmt: skip
        return told, [str(exchange) for exchange in self.recorder.exchanges[before:] if exchange.writes]

    def push(self, *words):
        """Runs `scaffold upgrade --push`; returns the commit."""
        self.service.upgrade(
            "--forge", self.kind, "--forge-url", self.recorder.api, *words, how="--push", SCAFFOLD_TOKEN=TOKEN)  # fmt: skip
        return self.service.refs()[BRANCH]

    def person(self, method, path, body):
        """Somebody does something at the forge by themselves."""
        watch = Recorder(self.forge.port, ROOTS[self.kind])
        exchange = watch.ask(method, path, body, {"Authorization": f"Bearer {TOKEN}"})
        watch.stop()
        assert exchange.status < 300, exchange.reply
        return exchange.reply

    def pull(self, number):
        reply = self.person("GET", f"{self.pulls}/{number}", None)
        labels = [label if isinstance(label, str) else label["name"] for label in reply["labels"]]
        return {
            "title": reply["title"],
            "text": reply["description" if self.kind == "gitlab" else "body"],
            "draft": reply["draft"],
            "labels": sorted(labels),
            "open": reply["state"] in ("open", "opened"),
        }

    def close(self, number):
        body = {"state_event": "close"} if self.kind == "gitlab" else {"state": "closed"}
        self.person("PUT" if self.kind == "gitlab" else "PATCH", f"{self.pulls}/{number}", body)

    def judge(self):
        """All that was asked and answered is what that forge has, and the token was where it belongs."""
        assert self.recorder.exchanges
        for exchange in self.recorder.exchanges:
            foreign.check(self.kind, exchange)
            rest = dict(exchange.headers)
            assert TOKEN in rest.pop("authorization", "") + rest.pop("private-token", "")
            assert TOKEN not in f"{exchange.path} {exchange.query} {rest} {exchange.body}"


@pytest.fixture(params=ROOTS)
def place(request, forge, forge_service):
    place = Place(request.param, forge, forge_service)
    yield place
    place.recorder.stop()
    place.judge()


def test_a_second_run_asks_and_writes_nothing(place):
    told, writes = place.upgrade("--label", "dependencies", "--reviewer", "ann")
    assert told["outcome"] == "created" and len(writes) >= 3
    pull = place.pull(told["number"])
    assert "1.1.0" in pull["title"] and pull["open"] and not pull["draft"]
    assert pull["labels"] == ["dependencies"]
    assert "<!-- scaffold-update " in pull["text"]
    before = place.service.refs()
    assert told["commit"] == before[BRANCH]
    for moves in (False, True):
        if moves:
            place.service.remote("update-ref", "refs/heads/main", place.service.by_hand("main"))
            before = place.service.refs()
        told, writes = place.upgrade("--label", "dependencies", "--reviewer", "ann")
        assert (told["outcome"], writes) == ("unchanged", [])
        assert place.service.refs() == before


def test_a_no_is_a_no(place):
    number = place.upgrade()[0]["number"]
    place.close(number)
    told, writes = place.upgrade()
    assert told["outcome"] == "declined" and len(writes) == 1
    assert place.upgrade() == (told | {"steps": place.upgrade()[0]["steps"]}, [])
    assert not place.pull(number)["open"]


def test_people_resolve_what_waits(place):
    service = place.service
    service.person("Dockerfile", "main", "FROM scratch\n")
    told, _ = place.upgrade(status=1)
    number = told["number"]
    pull = place.pull(number)
    assert pull["draft"] and pull["labels"] == ["template-conflict"] and "1 file" in pull["title"]
    assert place.upgrade(status=1)[1] == []
    service.resolve("Dockerfile")
    theirs = service.refs()[BRANCH]
    told, writes = place.upgrade()
    assert told["outcome"] == "resolved" and writes
    pull = place.pull(number)
    assert not pull["draft"] and pull["labels"] == []
    assert place.upgrade()[1] == []
    assert service.refs()[BRANCH] == theirs


def test_nothing_is_left_when_it_was_merged(place):
    number = place.upgrade()[0]["number"]
    service = place.service
    service.remote("update-ref", "refs/heads/main", BRANCH)
    place.upgrade()
    assert not place.pull(number)["open"]
    assert place.upgrade()[1] == []
    assert BRANCH not in service.refs() or service.refs()[BRANCH] == service.refs()["main"]


# What changes the checks is never merged by them alone
NO_WORKFLOWS = ("--set", "ci=none")


def test_clean_ones_merge_when_checks_are_through(place):
    place.forge.control("traits", repository="acme/shop", requires_checks=True)
    place.service.person(".github", "main", None)
    commit = place.push(*NO_WORKFLOWS)
    place.forge.control("check", repository="acme/shop", commit=commit, state="pending")
    told, _ = place.upgrade("--automerge", *NO_WORKFLOWS)
    assert told["outcome"] == "created" and told["warnings"] == []
    assert place.upgrade("--automerge", *NO_WORKFLOWS)[1] == []
    assert place.pull(told["number"])["open"]
    place.forge.control("check", repository="acme/shop", commit=commit, state="success")
    assert not place.pull(told["number"])["open"]
    assert place.upgrade("--automerge", *NO_WORKFLOWS)[0]["outcome"] == "up-to-date"


def test_what_no_longer_may_merge_by_itself_does_not(place):
    place.forge.control("traits", repository="acme/shop", requires_checks=True)
    place.service.person(".github", "main", None)
    place.forge.control("check", repository="acme/shop", commit=place.push(*NO_WORKFLOWS), state="pending")
    number = place.upgrade("--automerge", *NO_WORKFLOWS)[0]["number"]
    place.service.person("Dockerfile", "main", "FROM scratch\n")
    told, writes = place.upgrade("--automerge", *NO_WORKFLOWS, status=1)
    assert told["outcome"] == "updated" and place.pull(number)["draft"] and place.pull(number)["open"]
    place.forge.control("check", repository="acme/shop", commit=place.service.refs()[BRANCH], state="success")
    assert place.pull(number)["open"]


def test_another_branch_takes_the_place_of_the_old_one(place):
    old = place.upgrade("--branch", "updates/old")[0]["number"]
    new = place.upgrade("--branch", "updates/new")[0]["number"]
    assert not place.pull(old)["open"] and place.pull(new)["open"]
    assert "updates/old" not in place.service.refs()
    assert place.upgrade("--branch", "updates/new")[1] == []


def test_a_plan_writes_nothing(place):
    told, writes = place.upgrade("--plan")
    assert told["outcome"] == "created" and told["planned"] and writes == []
    assert BRANCH not in place.service.refs()
    real, _ = place.upgrade()
    assert [step.split()[0] for step in real["steps"]] == [step.split()[0] for step in told["steps"]]

"""Which releases are rendered with which answers: every pair of values, every single change, every default."""

import functools
import itertools
from dataclasses import dataclass

import yaml

from harness import BASELINES
from questions import Choice, choices, completions, effective, texts, valid

Pair = frozenset[tuple[str, object]]

# The newest release of each maintained line: these get every pair of answers.
NEWEST = (
    "fastapi-service@2.4.1",
    "fastapi-service@3.0.1",
    "express-service@1.1.0",
    "gin-service@1.1.0",
    "spring-service@1.1.0",
)

# Texts that break templates without quoting, an entity of two words.
AWKWARD = {
    "description": "He said \"yes\" # not: {{ x }} <b>\nsecond line 'quoted' `code` \\back ${HOME} %(name)s",
    "entity": "OrderItem",
    "entity_plural": "Order Items",
    "owner": "Example-Org",
    "registry": "artifact-registry",
    "registry_namespace": "team.shop/images",
    "default_branch": "release/1.x",
}
# An irregular plural, another branch and port, a name of two words.
UNUSUAL = {
    "name": "Catalog Service",
    "service_name": "Catalog Service",
    "entity": "category",
    "entity_plural": "categories",
    "registry": "ecr",
    "default_branch": "trunk",
    "port": 9000,
}


@dataclass(frozen=True)
class Case:
    """One render: a release and the answers that are given."""

    release: str
    given: tuple[tuple[str, object], ...]

    @property
    def answers(self) -> dict[str, object]:
        return {name: list(value) if isinstance(value, tuple) else value for name, value in self.given}


def case(release: str, **given: object) -> Case:
    """Only the answers that the release asks for."""
    asked = {factor.name for factor in choices(release)} | set(texts(release))
    return Case(release, tuple(sorted((name, value) for name, value in given.items() if name in asked)))


@functools.cache
def releases() -> tuple[str, ...]:
    """Every release of every scaffold, as `fastapi-service@3.0.1`."""
    found = []
    for index in sorted(BASELINES.glob("*/scaffold.yml")):
        listed = yaml.safe_load(index.read_text(encoding="utf-8"))["releases"]
        found += [f"{index.parent.name}@{entry['release']}" for entry in listed]
    return tuple(found)


def pairs(answers: dict[str, object]) -> set[Pair]:
    return {frozenset(both) for both in itertools.combinations(answers.items(), 2)}


@functools.cache
def allowed_pairs(release: str) -> frozenset[Pair]:
    """Every two values of two questions that some valid set of answers has."""
    found = set()
    for one, other in itertools.combinations(choices(release), 2):
        for values in itertools.product(one.values, other.values):
            wanted = {one.name: values[0], other.name: values[1]}
            if frozenset(wanted.items()) not in found:
                found |= pairs(next(completions(release, wanted), {}))
    return frozenset(found)


@functools.cache
def pairwise(release: str) -> tuple[dict[str, object], ...]:
    """Few sets of answers that have every allowed pair between them: greedy, and the same every time."""
    missing = set(allowed_pairs(release))
    chosen = []
    while missing:
        first = dict(min(missing, key=lambda pair: sorted(map(repr, pair))))
        best = next(completions(release, first, functools.partial(gain, release, missing, first)))
        missing -= pairs(best)
        chosen.append(best)
    return tuple(chosen)


def gain(release: str, missing: set[Pair], first: dict, factor: Choice, value: object, answers: dict) -> int:
    """Values that still have most pairs with the answers so far, and with the pair to come, sort first."""
    known = {f.name: answers[f.name] for f in choices(release) if f.name in answers} | first
    return -sum(frozenset({(factor.name, value), item}) in missing for item in known.items())


def single_changes(release: str) -> tuple[list[Case], list[Case]]:
    """Each value that is no default, alone: the allowed ones, and those that must be refused."""
    allowed, refused = [], []
    defaults = effective(release, {})
    for factor in choices(release):
        for value in factor.values:
            if value != defaults[factor.name]:
                answers = effective(release, {factor.name: value})
                if answers[factor.name] == value:  # else the question is not asked
                    (allowed if valid(release, answers) else refused).append(case(release, **{factor.name: value}))
    return allowed, refused


def cases_of(release: str) -> list[Case]:
    """All renders of one release, the defaults first, each once."""
    found = [case(release), case(release, **AWKWARD)]
    asked = {factor.name: factor for factor in choices(release)}
    small = "sqlite" if "sqlite" in asked["database"].values else "none"
    found.append(case(release, **UNUSUAL, database=small))
    if release in NEWEST:
        found += [case(release, **answers) for answers in pairwise(release)]
        found += single_changes(release)[0]
    elif "ci" in asked:
        found += [case(release, ci=value) for value in asked["ci"].values if value != asked["ci"].default]
    return list(dict.fromkeys(found))


@functools.cache
def all_cases() -> tuple[Case, ...]:
    return tuple(itertools.chain.from_iterable(cases_of(release) for release in releases()))

"""The sets of answers: they have every allowed pair, and the executable refuses what is not allowed."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import harness
from answer_sets import NEWEST, all_cases, allowed_pairs, pairs, pairwise, releases, single_changes
from questions import choices, completions, valid


@pytest.mark.parametrize("release", NEWEST)
def test_the_sets_have_every_allowed_pair(release: str) -> None:
    """Counted again from scratch: all pairs of all values, less those that no valid set of answers has."""
    covered = set().union(*(pairs(answers) for answers in pairwise(release)))
    for one, other in itertools.combinations(choices(release), 2):
        for values in itertools.product(one.values, other.values):
            pair = frozenset({(one.name, values[0]), (other.name, values[1])})
            possible = next(completions(release, dict(pair)), None) is not None
            assert (pair in covered) == possible, f"{dict(pair)} possible: {possible}"


@pytest.mark.parametrize("release", NEWEST)
def test_every_set_is_valid_and_none_is_superfluous(release: str) -> None:
    sets = pairwise(release)
    assert all(valid(release, answers) for answers in sets)
    assert len(sets) < len(allowed_pairs(release)) / 2
    for index, answers in enumerate(sets):
        earlier = set().union(*(pairs(other) for other in sets[:index]))
        assert pairs(answers) - earlier, f"{answers} adds no pair"


@pytest.mark.row(2)
def test_fastapi_service_is_rendered_with_enough_sets() -> None:
    assert len(pairwise("fastapi-service@3.0.1")) >= 22
    assert {case.release for case in all_cases()} == set(releases())


@pytest.mark.row(2)
@pytest.mark.parametrize("release", NEWEST)
def test_a_combination_that_makes_no_sense_is_refused_by_name(release: str, scaffold: Path, work: Path) -> None:
    """What the conditions of release.yml rule out, the executable refuses before it writes, and names the question."""
    for number, case in enumerate(single_changes(release)[1] + refused_pairs(release)):
        given = work / f"refused-{release}-{number}.yml"
        given.write_text(json.dumps(harness.required_answers(release) | case.answers), encoding="utf-8")
        out = work / f"refused-{release}-{number}"
        done = harness.run(scaffold, "render", release, "--out", out, "--answers", given)
        assert done.returncode != 0, f"{case.answers} is accepted"
        assert not out.exists()
        assert any(name in done.stderr for name in case.answers), f"{case.answers}: {done.stderr}"


def refused_pairs(release: str) -> list:
    """One set of answers for each value whose condition can fail."""
    from answer_sets import case

    found = []
    for index, factor in enumerate(choices(release)):
        for value, condition in factor.conditions:
            if condition is None:
                continue
            for before in itertools.islice(completions(release, {}), 20_000):
                known = {name: before[name] for name in [f.name for f in choices(release)[:index]]}
                if not factor.allows(value, known | {"name": "product-service"}):
                    found.append(case(release, **known, **{factor.name: value}))
                    break
    return found


@pytest.mark.row(1)
def test_every_release_renders_the_same_bytes_twice(scaffold: Path, work: Path, render: Callable[..., Path]) -> None:
    for release in releases():
        again = work / f"again-{release}"
        harness.render_into(scaffold, release, {}, again)
        first = render(release)
        assert tree(first) == tree(again), f"{release} renders differently the second time"


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    files = [path for path in root.rglob("*") if path.is_file()]
    return {str(path.relative_to(root)): (path.stat().st_mode & 0o777, path.read_bytes()) for path in files}

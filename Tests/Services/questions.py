"""The questions of a release as factors: which values each has, and which values go together.

Conditions are evaluated here with Jinja itself, so that what the executable accepts and refuses is compared with
another reading of the same release.yml.
"""

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import jinja2
import jinja2.meta

from harness import manifest, required_answers

Answers = Mapping[str, object]


class Undecided(jinja2.Undefined):
    """Names an answer that comes later: no condition may look at one."""

    def __bool__(self) -> bool:
        raise jinja2.UndefinedError(f"{self._undefined_name} is not answered yet")

    __eq__ = __ne__ = __contains__ = lambda self, other: bool(self)  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


def environment() -> jinja2.Environment:
    made = jinja2.Environment(
        block_start_string="<%", block_end_string="%>", variable_start_string="<%=", variable_end_string="%>",
        comment_start_string="<%#", comment_end_string="%>", undefined=Undecided,
    )  # fmt: skip
    # The forms of names play no part in a choice; they only have to be there.
    for name in ("words", "kebab", "snake", "pascal", "camel", "screaming", "flat", "plural"):
        made.filters[name] = str
    return made


JINJA = environment()


@functools.cache
def condition(source: str):
    return JINJA.compile_expression(source, undefined_to_none=False)


@functools.cache
def names_in(source: str) -> tuple[str, ...]:
    return tuple(sorted(jinja2.meta.find_undeclared_variables(JINJA.parse(source))))


@functools.cache
def text(source: str, known: tuple[tuple[str, object], ...]) -> str:
    return JINJA.from_string(source).render(dict(known))


@functools.cache
def outcome(source: str, known: tuple[tuple[str, object], ...]) -> bool:
    return bool(condition(source)(**dict(known)))


def holds(source: object, answers: Answers) -> bool:
    """The same few conditions are asked thousands of times, with the same few answers that they look at."""
    if not isinstance(source, str):
        return source is None or source is True
    return outcome(source, tuple((n, answers[n]) for n in names_in(f"<%= {source} %>") if n in answers))


@dataclass(frozen=True)
class Choice:
    """A question with a list of values; `values` of a multichoice are its subsets."""

    name: str
    default: object
    values: tuple
    when: object
    conditions: tuple[tuple[object, object], ...]  # value, its own `when`

    def default_for(self, answers: Answers) -> object:
        if isinstance(self.default, str) and "<%" in self.default:
            return text(self.default, tuple((n, answers[n]) for n in names_in(self.default) if n in answers))
        return self.default if not isinstance(self.default, list) else tuple(self.default)

    def allows(self, value: object, answers: Answers) -> bool:
        """Whether `value` can be the effective answer after `answers` to the questions before this one."""
        if not holds(self.when, answers):
            return value == self.default_for(answers)
        parts = value if isinstance(value, tuple) else (value,)
        return all(holds(dict(self.conditions).get(part), answers) for part in parts)


def subsets(values: list) -> tuple:
    return tuple(itertools.chain.from_iterable(itertools.combinations(values, n) for n in range(len(values) + 1)))


@functools.cache
def choices(release: str) -> tuple[Choice, ...]:
    found = []
    for question in manifest(release)["questions"]:
        if question["type"] not in ("choice", "bool", "multichoice"):
            continue
        listed = question.get("choices", [True, False])
        options = [option if isinstance(option, dict) else {"value": option} for option in listed]
        values = [option["value"] for option in options]
        found.append(
            Choice(
                question["name"],
                question["default"],
                subsets(values) if question["type"] == "multichoice" else tuple(values),
                question.get("when"),
                tuple((option["value"], option.get("when")) for option in options),
            )
        )
    return settled(found)


def mentioned(choice: Choice) -> set[str]:
    """The answers that the conditions and the default of a question look at."""
    sources = [
        f"<%= {source} %>"
        for source in (choice.when, *(when for _, when in choice.conditions))
        if isinstance(source, str)
    ]
    sources += [choice.default] if isinstance(choice.default, str) else []
    return set().union(*map(names_in, sources))


def settled(found: list[Choice]) -> tuple[Choice, ...]:
    """In the order in which they can be answered: after those that they look at, else as in release.yml."""
    ordered: list[Choice] = []
    while found:
        waiting = {choice.name for choice in found}
        ready = next(choice for choice in found if not mentioned(choice) & (waiting - {choice.name}))
        ordered.append(ready)
        found = [choice for choice in found if choice is not ready]
    return tuple(ordered)


@functools.cache
def texts(release: str) -> dict[str, object]:
    """The questions that are no choices, at their literal defaults; conditions seldom look at them."""
    others = [q for q in manifest(release)["questions"] if q["type"] not in ("choice", "bool", "multichoice")]
    return {q["name"]: q.get("default") for q in others} | required_answers(release)


def completions(release: str, wanted: Answers, prefer=None) -> Iterator[dict[str, object]]:
    """Every set of effective answers that has the `wanted` values, those that `prefer` ranks first, first."""
    factors = choices(release)

    def extend(index: int, answers: dict[str, object]) -> Iterator[dict[str, object]]:
        if index == len(factors):
            yield {factor.name: answers[factor.name] for factor in factors}
            return
        factor = factors[index]
        values = (wanted[factor.name],) if factor.name in wanted else factor.values
        allowed = [value for value in values if factor.allows(value, answers)]
        if prefer:
            allowed.sort(key=lambda value: prefer(factor, value, answers))
        for value in allowed:
            yield from extend(index + 1, answers | {factor.name: value})

    yield from extend(0, dict(texts(release)))


def effective(release: str, given: Answers) -> dict[str, object]:
    """The choices as the executable records them when only `given` is set; KeyError-free for any release."""
    answers = dict(texts(release)) | {}
    for factor in choices(release):
        value = given.get(factor.name, factor.default_for(answers))
        answers[factor.name] = value if holds(factor.when, answers) else factor.default_for(answers)
    return {factor.name: answers[factor.name] for factor in choices(release)}


def valid(release: str, answers: Answers) -> bool:
    """Whether every value is allowed after the answers before it."""
    known = dict(texts(release))
    for factor in choices(release):
        if not factor.allows(answers[factor.name], known):
            return False
        known[factor.name] = answers[factor.name]
    return True

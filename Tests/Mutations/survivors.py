"""The list of mutants that are known to survive, each with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mutants import Mutant


@dataclass
class Survivors:
    """Reasons by the key of the mutant: FILE: FUNCTION: KIND: TEXT, which stays when lines move."""

    reasons: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Survivors:
        """Reads a list: a line for a mutant, below it, indented, the reason why it survives; `#` begins a comment."""
        reasons: dict[str, str] = {}
        key = ""
        for line in path.read_text().splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith(" "):
                reasons[key] = f"{reasons[key]} {line.strip()}".strip()
            else:
                key = line
                reasons[key] = ""
        return cls(reasons)

    def about(self, mutant: Mutant, verdict: str) -> str:
        """What is said of a mutant that survived."""
        return f"known: {self.reasons[mutant.key]}" if mutant.key in self.reasons else verdict

    def complaints(self, found: list[tuple[Mutant, str]], all_keys: set[str] = frozenset()) -> list[str]:
        """What is not as the list says: other survivors, listed ones that are killed or gone, and such without a reason."""
        complaints = []
        for mutant, verdict in found:
            is_killed = verdict.startswith("killed")
            if is_killed and mutant.key in self.reasons:
                complaints.append(f"in the list, but {verdict}: {mutant.key}")
            if not is_killed and mutant.key not in self.reasons:
                complaints.append(f"not in the list: {mutant.key} (line {mutant.line}), {verdict}")
        complaints += [f"in the list, but not there: {key}" for key in self.reasons if all_keys and key not in all_keys]
        complaints += [f"in the list without a reason: {key}" for key, reason in self.reasons.items() if not reason]
        return complaints

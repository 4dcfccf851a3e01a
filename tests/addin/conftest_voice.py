"""A voice that answers by itself and remembers what it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class FakeVoice:
    """Answers questions from a list, says yes or no, and keeps what it was told."""

    answers: list[str | None] = field(default_factory=list)
    agrees: bool = True
    said: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    grave: bool = False

    def progress(self, text: str) -> None:
        del text

    def tell(self, text: str, notes: Sequence[str] = (), *, grave: bool = False) -> None:
        self.said.append(plain(text))
        self.notes += map(plain, notes)
        self.grave = grave

    def confirm(self, question: str) -> bool:
        self.asked.append(plain(question))
        return self.agrees

    def ask(self, prompt: str, title: str, default: str = "") -> str | None:
        self.asked.append(plain(f"{title} | {prompt} | {default}"))
        return self.answers.pop(0) if self.answers else None


def plain(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")

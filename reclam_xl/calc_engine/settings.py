"""What `install` was told, for all offices of this program."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["settings"]


@dataclass
class Settings:
    """`macros`: whether workbooks opened in an office of ours may run theirs."""

    macros: bool = False


settings = Settings()

"""How long something is to wait or to last, as it is typed."""

import math
from typing import Any

import click
from typing_extensions import override

_A_YEAR = 366 * 86_400


class SecondsType(click.FloatRange):
    """A number of seconds, a year at most: what is longer, or no number, could not be waited for."""

    def __init__(self, *, least: float = 0.0) -> None:
        super().__init__(min=least, max=_A_YEAR)

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = super().convert(value, param, ctx)
        if math.isnan(seconds):  # it is in every range
            self.fail(f"{value!r} is not a number of seconds.", param, ctx)
        return seconds

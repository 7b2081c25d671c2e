"""The numbers windows have, as they are printed and accepted back."""

import re

from evidence_desk.domain.refusals import NoSuchWindow

_ID = re.compile(r"0[xX][0-9a-fA-F]{1,8}|[0-9]{1,10}")
_HIGHEST = 0xFFFFFFFF


def window_name(window: int) -> str:
    """The number as `windows` prints it."""
    return f"{window:#x}"


def window_number(untrusted_text: str) -> int:
    """The number that text names, at most 32 bits; raises NoSuchWindow for what can't be one."""
    # `isascii`: other scripts have digits too.
    if not untrusted_text.isascii() or not _ID.fullmatch(untrusted_text):
        raise NoSuchWindow(untrusted_text)
    number = int(untrusted_text, 0 if "x" in untrusted_text.lower() else 10)
    if not 0 < number <= _HIGHEST:
        raise NoSuchWindow(untrusted_text)
    return number

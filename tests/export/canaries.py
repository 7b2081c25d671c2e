"""A case in which every word that somebody typed or a window said is one of its kind, so that a folder can be searched.

Each token is named by the field that it stands in.
"""

import json
import re
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from evidence_desk.domain.accounts import Account
from evidence_desk.domain.answers import Answers, OwnStep
from evidence_desk.domain.checklists import StepId, StepState
from evidence_desk.domain.entries import EntryKind
from evidence_desk.domain.payments import Payment
from evidence_desk.domain.reports import Contact, Report
from evidence_desk.domain.written import Written
from evidence_desk.workflows.write_down import take_out, write_down
from tests.export.conftest import Giver
from tests.sealing.folders import tiny_png

PAID_NS = int(datetime.fromisoformat("2026-07-01T12:00:00+00:00").timestamp()) * 10**9
_SERVICE, _METHOD = "instagram", "paypal"
_KNOWN = {"service": _SERVICE, "method": _METHOD, "currency": "GBP", "zone": "Europe/London", "card_last_four": "7391"}
_WITH = {"step": f"report.{_SERVICE}.report"}
_TOKEN = re.compile(rb"qz([a-z0-9_]+?)zq", re.IGNORECASE)
PICTURES = ("plain", "paid", "shown", "told", "ticked")
"""What each picture proves: nothing, the payment, the account, the report to a platform, a step."""


def token(name: str) -> str:
    """The only word of that field; not a name that any fixed word of ours has."""
    return f"qz{name}zq"


def picture(name: str) -> bytes:
    """A picture whose bytes hold its token."""
    return tiny_png(4, 4, (PICTURES.index(name), 9, 9)) + token(f"bytes_{name}").encode()


def words(name: str) -> dict[str, object]:
    """What the record of a picture and the person say of it."""
    seen = {part: token(f"{part}_{name}") for part in ("window_title", "application", "url", "original_name")}
    return {**seen, "note": token(f"note_{name}"), "tags": [token(f"tag_{name}")]}


def fill(giver: Giver) -> None:
    """One of everything, each text a token, with what is taken out, removed or renamed afterwards."""
    shown = {name: (item.id,) for name, item in zip(PICTURES, giver.items, strict=False)}
    case = giver.case
    with giver.desk.open() as vault:
        write_down(vault, case, filled(Account, "account", exhibits=shown["shown"]))
        write_down(vault, case, filled(Account, "own_account", service=""))
        write_down(vault, case, filled(Payment, "payment", exhibits=shown["paid"], amount_minor=18_000))
        write_down(vault, case, filled(Payment, "own_payment", method="", currency=token("currency")))
        write_down(vault, case, filled(Report, "report", exhibits=shown["told"], asked_ns=PAID_NS))
        write_down(vault, case, filled(Report, "police_report", exhibits=shown["plain"], step="more.police.tell"))
        write_down(vault, case, filled(Contact, "contact"))
        write_down(vault, case, Answers(country="GB", own_services=(token("answers"),)))
        own = write_down(vault, case, OwnStep(list_id="more", title=token("own_title"), service=token("own_service")))
        taken = write_down(vault, case, Contact(name=token("taken_out")))
        take_out(vault, case, taken.id)
        vault.steps.set(case.id, StepId(f"more.own.{own.id}"), StepState.DONE, note=token("own_note"))
        first = giver.checklists[0].steps[0].id
        vault.steps.set(case.id, first, StepState.DONE, note=token("step_note"), proof=shown["ticked"][0])
        vault.steps.set(case.id, StepId(f"more.{token('step_id')}.x"), StepState.DONE)
        vault.steps.set(case.id, StepId(f"suspend.own-{token('slug')}.note"), StepState.DONE)
        vault.entries.add(case.id, EntryKind.ACCOUNT, {"handle": token("newer_handle"), "newer": token("newer_part")})
        vault.remove(giver.items[-1], token("reason"))


def filled(kind: type[Written], of: str, **known: object) -> Written:
    """An entry in which every text is a token of its own, but for what has to be known."""
    untouched = kind()
    said: dict[str, object] = {}
    for part in fields(kind):
        value = getattr(untouched, part.name)
        if part.name in _KNOWN:
            said[part.name] = _KNOWN[part.name]
        elif isinstance(value, str):
            said[part.name] = token(f"{of}_{part.name}")
        elif isinstance(value, tuple) and part.name != "exhibits":
            said[part.name] = (token(f"{of}_{part.name}"),)
    return kind(**{**said, **{k: v for k, v in _WITH.items() if k in said}, **known})  # type: ignore[arg-type]


def tokens_in(folder: Path) -> set[str]:
    """The names of all tokens in any byte of the folder, and in its names."""
    found = set()
    for path in folder.rglob("*"):
        texts = [path.relative_to(folder).as_posix().encode()]
        if path.is_file():
            texts.append(path.read_bytes())
        found |= {name.decode().lower() for text in texts for name in _TOKEN.findall(text)}
    return found


def exact(folder: Path) -> list[dict[str, object]]:
    """The lines of `registers.jsonl`."""
    return [json.loads(line) for line in (folder / "data/registers.jsonl").read_text("ascii").splitlines()]

"""Every situation a person can be in, made up: answers, payments, marks, own steps."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from evidence_desk.domain.answers import COUNTRIES, Answers, OwnStep, Told, Under18
from evidence_desk.domain.checklists import StepId, StepMark, StepState
from evidence_desk.domain.entries import EntryId
from evidence_desk.domain.payments import Collected, Payment, Stopped
from evidence_desk.guidance.content import LIST_IDS, Content, load_content
from evidence_desk.guidance.situation import OwnStepOnce, PaidOnce, Situation
from evidence_desk.resources import resource_path

CONTENT: Content = load_content(resource_path("guidance"))
NOW = datetime(2026, 11, 22, 21, 40, tzinfo=UTC)
_IDS = [step.id for step in CONTENT.steps()]
_NAMES = st.sampled_from(
    ["Tellonym", "tellonym ", "Facebook", "Ask.fm", "ask fm", "Ünïcode", "微博", "---", " ", "x" * 90]
)
_told = st.sampled_from([told.value for told in Told])


def mark(step_id: str, state: StepState = StepState.DONE, note: str = "") -> StepMark:
    return StepMark(StepId(step_id), state, NOW, note)


answers = st.builds(
    Answers,
    country=st.sampled_from(["", *COUNTRIES]),
    services=st.lists(st.sampled_from([*CONTENT.services, "gone"]), max_size=4, unique=True).map(tuple),
    own_services=st.lists(_NAMES, max_size=2).map(tuple),
    paid=_told,
    posted=_told,
    in_distress=st.booleans(),
)

_payment = st.builds(
    Payment,
    method=st.sampled_from(["", "western-union", "bank-transfer", "paypal", "any", "later-way"]),
    own_method=st.sampled_from(["", "Klarna", "klarna ", "paypal"]),
    first_way=st.sampled_from(["", "", "card", "western-union", "Klarna"]),
    sent_from=st.sampled_from(["", "US", "GB", "FR", "NG"]),
    sent_to=st.sampled_from(["", "US", "NG"]),
    paid_ns=st.integers(0, 2_000_000_000).map(lambda seconds: seconds * 10**9),
    zone=st.sampled_from(["", "Europe/London", "America/New_York"]),
    collected=st.sampled_from([each.value for each in Collected]),
    stopped=st.sampled_from([each.value for each in Stopped]),
)


def register(paid: list[tuple[Payment, bool]]) -> tuple[PaidOnce, ...]:
    """The payments, each with whether it was removed, numbered as a register does."""
    return tuple(PaidOnce(EntryId(f"e{n}"), n, payment, is_removed) for n, (payment, is_removed) in enumerate(paid, 1))


payments_in_some_way = st.lists(
    st.tuples(_payment.filter(lambda payment: payment.way != ""), st.booleans()), min_size=2, max_size=5
).map(register)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """One situation; marks are of any step there is, of further payments, of names no longer given, and of none."""
    paid = draw(st.lists(st.tuples(_payment, st.booleans()), max_size=3))
    own = draw(st.lists(st.tuples(st.sampled_from([*LIST_IDS, "later"]), st.booleans()), max_size=2))
    odd_ids = ["payments.paypal.cancel@2", "suspend.own-myspace.hide", "report.own-x123456.block", "later.one.two", "x"]
    own_ids = [f"{list_id}.own.o{number}" for number, (list_id, _) in enumerate(own)]
    ids = draw(st.lists(st.sampled_from([*_IDS, *odd_ids, *own_ids]), max_size=6, unique=True))
    marks = [mark(it, draw(st.sampled_from(StepState)), draw(st.sampled_from(["", "rang them"]))) for it in ids]
    return Situation(
        answers=draw(answers),
        under18=draw(st.sampled_from(Under18)),
        payments=register(paid),
        own_steps=tuple(
            OwnStepOnce(EntryId(f"o{number}"), OwnStep(list_id=list_id, title="Ring my aunt"), NOW, is_removed)
            for number, (list_id, is_removed) in enumerate(own)
        ),
        marks={each.step_id: each for each in marks},
        saved=draw(st.sampled_from([0, 1, 5])),
    )


def answered(**said: object) -> Situation:
    """A situation with these answers and nothing else."""
    return Situation(answers=replace(Answers(), **said))

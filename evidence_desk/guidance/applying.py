"""Which steps apply to somebody, and why: pure, one step and one situation at a time."""

from collections.abc import Iterator
from dataclasses import replace

from evidence_desk.domain.answers import Told, Under18
from evidence_desk.domain.checklists import Phase, Step, When
from evidence_desk.guidance.reasons import Reason
from evidence_desk.guidance.situation import Situation

UNDER_18, ADULT = "under 18", "adult"


def applies(step: Step, situation: Situation, country: str) -> bool:
    """Whether the step is for them; what they have not said leaves a step in. `country` is one of COUNTRIES or empty.

    Never a step that has to do with the picture itself where somebody in it may be under 18, or where there is none.
    """
    if step.about_image and (situation.under18.needs_care or situation.under18 is Under18.NONE):
        return False
    when = step.when
    return (
        _fits_age(when.age, situation.under18)
        and _fits_country(when, country)
        and _fits(when.paid, situation.paid)
        and _fits(when.posted, situation.posted)
    )


def is_kept_back(step: Step, under18: Under18) -> bool:
    """Whether somebody in the picture may be under 18, and the step has to do with the picture or is for adults."""
    return under18.needs_care and (step.about_image or step.when.age == ADULT)


def as_record(step: Step, under18: Under18) -> Step:
    """The step; no more than a record of it where it is kept back, which tells nobody how or where."""
    if not is_kept_back(step, under18):
        return step
    return replace(step, how=(), how_where=(), page=None, text=None, phones=(), about_image=False)


def as_said_in(step: Step, country: str) -> Step:
    """The step without the lines of other countries; where nobody said theirs all lines stay, each names its own."""
    if not step.how_where or not country:
        return step
    lines = zip(step.how, step.how_where, strict=True)
    return replace(step, how=tuple(line for line, where in lines if _fits_country(where, country)), how_where=())


def _fits_country(when: When, country: str) -> bool:
    return (not country or not when.countries or country in when.countries) and country not in when.not_countries


def _fits_age(age: str | None, under18: Under18) -> bool:
    if under18.needs_care:
        return age != ADULT
    return not (age == UNDER_18 and under18 is Under18.NO)


def _fits(wanted: bool | None, told: Told) -> bool:  # noqa: FBT001 — it is what the content says
    if wanted is None or told is Told.NOT_SAID:
        return True
    return wanted is (told is Told.YES)


def why_it_applies(step: Step, situation: Situation, country: str, otherwise: Reason) -> Reason:
    """The most telling reason that is of the step itself; `otherwise` is why its service is here at all."""
    return next(_own_reasons(step, situation, country), otherwise)


def _own_reasons(step: Step, situation: Situation, country: str) -> Iterator[Reason]:
    when = step.when
    if step.phase is Phase.BLOCK and step.save_first:
        yield Reason.TOO_MUCH if situation.answers.in_distress else Reason.SAVE_BEFORE_BLOCK
    if step.optional:
        yield Reason.OPTIONAL
    if when.age == UNDER_18:
        yield Reason.UNDER_18 if situation.under18.needs_care else Reason.MAY_BE_UNDER_18
    if when.posted:
        yield Reason.POSTED if situation.posted is Told.YES else Reason.MAY_BE_POSTED
    if when.paid:
        yield Reason.PAID if situation.paid is Told.YES else Reason.MAY_HAVE_PAID
    if when.countries:
        yield Reason.COUNTRY if country else Reason.NO_COUNTRY
    if when.age == ADULT:
        yield Reason.ADULT

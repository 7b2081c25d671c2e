"""Why a step is in a plan: one sentence for each, in English, looked up for another language where it is shown."""

from enum import StrEnum
from typing import Final

from evidence_desk.domain.translating import QT_TRANSLATE_NOOP

CONTEXT: Final = "plan_reasons"
"""The translation context of every reason."""


class Reason(StrEnum):
    """The sentences themselves; the English one is its own key."""

    KEPT = QT_TRANSLATE_NOOP("plan_reasons", "It no longer fits your answers. What you said of it is kept.")
    OWN = QT_TRANSLATE_NOOP("plan_reasons", "You added it.")
    WRITTEN = QT_TRANSLATE_NOOP("plan_reasons", "You wrote down this payment.")
    PAID = QT_TRANSLATE_NOOP("plan_reasons", "You said you paid.")
    MAY_HAVE_PAID = QT_TRANSLATE_NOOP("plan_reasons", "It is for people who paid. You have not said if you did.")
    PICKED = QT_TRANSLATE_NOOP("plan_reasons", "You picked this app.")
    NAMED = QT_TRANSLATE_NOOP("plan_reasons", "You named this app.")
    NOT_PICKED = QT_TRANSLATE_NOOP("plan_reasons", "You have not picked apps yet, so all of them are here.")
    UNDER_18 = QT_TRANSLATE_NOOP("plan_reasons", "You said someone may be under 18.")
    MAY_BE_UNDER_18 = QT_TRANSLATE_NOOP("plan_reasons", "It is for people under 18.")
    ADULT = QT_TRANSLATE_NOOP("plan_reasons", "It is for people who are 18 or over.")
    COUNTRY = QT_TRANSLATE_NOOP("plan_reasons", "You said where you live.")
    NO_COUNTRY = QT_TRANSLATE_NOOP("plan_reasons", "You have not said where you live, so all countries are here.")
    POSTED = QT_TRANSLATE_NOOP("plan_reasons", "You said something was posted.")
    MAY_BE_POSTED = QT_TRANSLATE_NOOP("plan_reasons", "It is for pictures that were posted.")
    TOO_MUCH = QT_TRANSLATE_NOOP("plan_reasons", "You said it is too much. So you can block first and save later.")
    SAVE_BEFORE_BLOCK = QT_TRANSLATE_NOOP("plan_reasons", "It comes after saving. A block may take the chat away.")
    OPTIONAL = QT_TRANSLATE_NOOP("plan_reasons", "Only if you like.")
    EVERYBODY = QT_TRANSLATE_NOOP("plan_reasons", "It helps everybody.")

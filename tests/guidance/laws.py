"""What no step may say: each check answers with what is wrong, or with nothing."""

import re
from collections.abc import Iterable
from itertools import repeat

from evidence_desk.domain.checklists import EVERYBODY, Step

# The words of the design that name the person's fault, our machinery, or a promise.
_NEVER = re.compile(
    r"your mistake|you fell for|should(?: not|n't) have|revenge porn|\bcaptur|\bingest|\bhash|unredact"
    r"|\bsha-?256|\bskip|\bdismiss|external link|authentic|\bgenuine|tamper|invalid"
    r"|will be (?:removed|taken down|caught|deleted)|guarantee",
    re.IGNORECASE,
)
_OWN_BUTTON = re.compile(r"deactivat", re.IGNORECASE)
_DELETES = re.compile(r"\bdelete\b", re.IGNORECASE)
_HELD_BACK = re.compile(r"\b(?:not|never|untick)\b", re.IGNORECASE)
_MENU = re.compile(r"\bSettings\b|\bCentre\b|three dots|\bReport\.|\bUntick\b|\bActivity\b|\bHistory\b|\bPrivacy\b")
_UNSURE = re.compile(r"menus move|look for|\bmay\b|can't promise|not sure", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d-])\d[\d -]*\d(?![\d-])")
_ADDRESS = re.compile(r"[\w.+-]*@?\w[\w-]*(?:\.\w[\w-]*)+")
_NOT_PLAIN = re.compile(r"[<>&*_`\[\]{}\\|#]|https?:|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")

_ONE_COUNTRY = re.compile(
    r"\bUS\b|\bU\.S\.|United (?:States|Kingdom)|\bUK\b|\bEngland|\bScotland|\bWales|\bIreland|\bCanada|\bAustralia"
    r"|\bNew Zealand|\bIndia\b|\bEurope|\bEU\b|\bSEPA\b|\bFBI\b|\bIC3\b|ic3\.gov|\b159\b|Ombudsman|Report Fraud"
)


def sentences(step: Step) -> tuple[str, ...]:
    """Everything the person reads of a step, in the order in which it is shown."""
    more = [text for text in (step.caution, step.asks_number, step.deadline.says if step.deadline else None) if text]
    return (step.service, step.title, step.hint, step.why, *step.how, *more)


def wrong_words(step: Step) -> list[str]:
    """Blame, machinery, promises, markup; "deactivate" anywhere but in the name of a button."""
    said = sentences(step)
    return wrong_texts(said) + [text for text in said if _OWN_BUTTON.search(text) and text not in step.how]


def wrong_texts(texts: Iterable[str]) -> list[str]:
    """Texts with blame, machinery, promises or markup."""
    return [text for text in texts if _NEVER.search(text) or _NOT_PLAIN.search(text)]


def told_to_delete(step: Step) -> list[str]:
    """Titles that delete, and sentences that say to delete without holding back."""
    named = [step.title] if re.search("delet", step.title, re.IGNORECASE) else []
    told = [text for text in step.how if _DELETES.search(text) and not _HELD_BACK.search(text)]
    menu = " ".join(step.how)
    if "deletion" in menu and "Do not pick deletion." not in menu:
        told.append(menu)
    return named + told


def too_certain(step: Step) -> list[str]:
    """Menu paths given as known, and anything partly verified that is said without a doubt."""
    text = " ".join((*step.how, step.caution or ""))
    found = []
    if _MENU.search(" ".join(step.how)) and not re.search("menus move", text, re.IGNORECASE):
        found.append(f"menus: {text}")
    if re.search("menus move", text, re.IGNORECASE) and step.confidence == "verified":
        found.append(f"a menu path is never verified: {text}")
    if step.confidence != "verified" and not _UNSURE.search(text):
        found.append(f"partly verified, told as certain: {text}")
    return found


def unknown_numbers(step: Step, known: list[str]) -> list[str]:
    """Whatever could be dialled and is not known; years and counts have 1, 2 or 4 digits."""
    found = [match for text in sentences(step) for match in _NUMBER.findall(text)]
    return [it for it in found if len(re.sub(r"\D", "", it)) not in {1, 2, 4} and it not in known]


def unknown_addresses(step: Step, known: list[str]) -> list[str]:
    """Sites and e-mail addresses in the text that nobody has checked."""
    found = [match for text in sentences(step) for match in _ADDRESS.findall(text)]
    return [it for it in found if it not in known]


def of_one_country(step: Step) -> list[str]:
    """Texts that name a country or what only one has, and are told in every other one too."""
    lines = zip(step.how, step.how_where or repeat(EVERYBODY), strict=False)
    everywhere = [line for line, where in lines if where == EVERYBODY]
    rule = step.deadline
    rest = (step.title, step.hint, step.why, step.caution or "", rule.says if rule and not rule.countries else "")
    return [text for text in (*everywhere, *rest) if _ONE_COUNTRY.search(text)]

"""Who helps somebody, in words."""

from PySide6.QtCore import QCoreApplication

from evidence_desk.domain.reports import Contact, Role
from evidence_desk.ui.models.safe_text import isolated, safe_line

translate = QCoreApplication.translate


def roles() -> tuple[tuple[str, str], ...]:
    """Each role there is and what it is called."""
    return (
        (Role.OFFICER.value, translate("contact_words", "Police officer")),
        (Role.HELPLINE.value, translate("contact_words", "Helpline")),
        (Role.BANK.value, translate("contact_words", "Bank")),
        (Role.TRUSTED.value, translate("contact_words", "Someone I trust")),
        (Role.SOLICITOR.value, translate("contact_words", "Solicitor")),
        (Role.OTHER.value, translate("contact_words", "Someone else")),
    )


def contact_name(contact: Contact) -> str:
    """The name, else the organisation, else what they are."""
    said = next(filter(None, map(str.strip, (contact.name, contact.organisation))), "")
    return isolated(safe_line(said)) if said else dict(roles()).get(contact.role, "")


def contact_lines(contact: Contact) -> tuple[str, ...]:
    """What is known beside name and phone, a line each."""
    first = dict(roles()).get(contact.role, "") if contact.name or contact.organisation else ""
    if contact.name and contact.organisation:
        first = translate("contact_words", "{role}. {organisation}").format(
            role=first, organisation=isolated(safe_line(contact.organisation))
        )
    reference = translate("contact_words", "Reference {number}").format(number=isolated(safe_line(contact.reference)))
    lines = (
        first,
        isolated(safe_line(contact.email)) if contact.email else "",
        reference if contact.reference else "",
        *(isolated(safe_line(line)) for line in contact.note.splitlines()),
    )
    return tuple(filter(None, lines))

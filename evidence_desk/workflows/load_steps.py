"""Load what is shipped with this program: steps, services, ways of paying and helplines."""

from evidence_desk.domain.errors import GuidanceDamaged
from evidence_desk.guidance.content import Content, load_content
from evidence_desk.resources import resource_path


def shipped_content() -> Content:
    """Everything there is. Raises GuidanceDamaged."""
    return load_content(resource_path("guidance"))


def content_or_trouble() -> tuple[Content | None, GuidanceDamaged | None]:
    """Everything there is, or none and why: without it the desk still saves and hands over."""
    try:
        return shipped_content(), None
    except GuidanceDamaged as trouble:
        return None, trouble

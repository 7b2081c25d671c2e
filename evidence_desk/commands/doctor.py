"""`doctor`."""

import os

import click

from evidence_desk import settings
from evidence_desk.capture.hotkey.wishes import wanted_chords
from evidence_desk.commands.session import Session, pass_session
from evidence_desk.commands.shapes import examined_shape
from evidence_desk.here import system_clock
from evidence_desk.workflows.examine_desk import Place, examine_desk


@click.command()
@pass_session
def doctor(session: Session) -> None:
    """Try every way to save, and look at what saving leans on. Takes pictures, and keeps none."""
    wish = settings.Settings(settings.default_settings_path()).get(settings.HOTKEY)
    place = Place(dict(os.environ), session.vault_path, system_clock(), chords=wanted_chords(wish))
    found = [examined_shape(each) for each in examine_desk(place)]
    width = max(len(str(each["name"])) for each in found)
    session.answer(
        found, *(f"{each['name']:{width}}  {each['state']:10}  {each['reason']} {each['remedy']}" for each in found)
    )

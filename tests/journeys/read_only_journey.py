"""A desk that can only be read: it opens, shows what it has, hands it over, and says why nothing new is saved.

Arguments: the vault's folder, the folder to hand over into.
"""

import sys
from pathlib import Path
from typing import Any

from evidence_desk.app import Program
from tests.journeys.chat_journey import hand_over
from tests.journeys.person import Person, play


def journey(program: Program, person: Person) -> dict[str, Any]:
    """What the person is told."""
    person.wait(program.bar.isVisible, "the capture bar")
    person.press("Capture", inside=program.bar)
    person.wait(lambda: person.reads("can only be read"), "why nothing is saved")
    return {"said": hand_over(person)}


if __name__ == "__main__":
    play(journey, Path(sys.argv[1]), Path(sys.argv[2]) / "settings.json")

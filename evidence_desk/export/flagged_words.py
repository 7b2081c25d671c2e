"""What is said of exhibits that are flagged as under 18, in pages of a folder with a whole case."""

from typing import Final

WHY: Final = (
    "They may show somebody under 18, so their originals stay where they are. Their records and fingerprints are here. "
    "Ask the person how they can be handed over to the police."
)

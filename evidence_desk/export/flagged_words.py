"""What is said of exhibits that are flagged as under 18, in pages of a folder."""

from typing import Final

NOT_ASKED_FOR: Final = (
    "They may show somebody under 18, so their originals stay where they are. Their fingerprints are here. Ask the "
    "person how they can be handed over to the police."
)
"""The same, where of what is left out nothing but the fingerprint is told."""

WHY: Final = (
    "They may show somebody under 18, so their originals stay where they are. Their records and fingerprints are here. "
    "Ask the person how they can be handed over to the police."
)

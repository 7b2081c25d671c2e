"""The corpus is as large as it is said to be."""

from tests.hostile.test_folders import FOLDERS
from tests.hostile.test_socket import REQUESTS
from tests.hostile.test_vault_files import ANY_FILE, FIELDS, HEADERS
from tests.hostile.words import WORDS


def test_there_are_enough_cases():
    counts = {"words": len(WORDS), "folders": len(FOLDERS), "requests": len(REQUESTS)}
    counts["files of a vault"] = len(ANY_FILE) + len(HEADERS) + len(FIELDS)

    assert counts["words"] >= 150, counts
    assert counts["folders"] >= 270, counts
    assert sum(counts.values()) >= 500, counts

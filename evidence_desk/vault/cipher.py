"""Whether the encryption library is the one it must be."""

from evidence_desk.vault.driver import DriverError, connect


def cipher_version() -> str:
    """What SQLCipher says of itself, such as "4.6.1 community"; empty where it is not there. Nothing touches a disk."""
    try:
        book = connect(":memory:")
        try:
            row = book.execute("pragma cipher_version").fetchone()
        finally:
            book.close()
    except DriverError:
        return ""
    return str(row[0]) if row else ""

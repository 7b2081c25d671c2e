"""A new vault's folder, laid out so that a crash at any point leaves nothing that looks like evidence."""

import errno
import secrets
from pathlib import Path

from evidence_desk.domain.errors import BookMissing, HeaderMissing, NotWritable, NoVault
from evidence_desk.vault.database import BOOK_NAME, create_book
from evidence_desk.vault.disk import FOLDER_MODE, make_folder, sync_folder
from evidence_desk.vault.head_file import HEAD_NAME, HeadFile
from evidence_desk.vault.header import HEADER_COPY_NAME, HEADER_NAME, Header, new_header, read_header, write_header
from evidence_desk.vault.key_file import KEY_FILE_NAME, write_key_file
from evidence_desk.vault.keys import keys_of, new_key
from evidence_desk.vault.lock import LOCK_NAME
from evidence_desk.vault.objects import INCOMING_NAME, OBJECTS_NAME

_NO_SUCH_PLACE = frozenset({errno.ENOTDIR, errno.ENOENT, errno.ENAMETOOLONG, errno.ELOOP, errno.EEXIST})
_UNFINISHED = frozenset({LOCK_NAME, KEY_FILE_NAME, HEAD_NAME, INCOMING_NAME, OBJECTS_NAME})


def find_vault(path: Path, *, create: bool) -> None:
    """Make sure that a vault stands at `path`, or room for one if it may be made. Raises OSError.

    Raises NoVault when there is none and none is made (also when the folder holds other things: a vault gets a folder
    of its own), HeaderMissing when there is one without its vault.json.
    """
    if (path / HEADER_NAME).is_file():
        return
    if path.is_dir():
        names = {entry.name for entry in path.iterdir() if not entry.name.endswith(".part")}
        if _is_left_of_a_vault(names) or _has_objects(path):
            raise HeaderMissing(str(path), HEADER_NAME)
        if names - _UNFINISHED:
            raise NoVault(str(path))
    elif path.exists():
        raise NoVault(str(path))
    if not create:
        raise NoVault(str(path))
    _make_room(path)


def _is_left_of_a_vault(names: set[str]) -> bool:
    """Whether a folder with these names held a vault: a book, with nothing strange or with what only a vault has."""
    others = names - {BOOK_NAME, HEADER_COPY_NAME}
    return others != names and (others <= _UNFINISHED or not others.isdisjoint({HEAD_NAME, OBJECTS_NAME}))


def lay_out(path: Path) -> Header:
    """The parts of a new vault, vault.json last: until that stands there is no vault. Raises OSError."""
    make_shelves(path)
    master, vault_id = new_key(), secrets.token_hex(16)
    secret = write_key_file(path / KEY_FILE_NAME)
    HeadFile(path, keys_of(master).head, vault_id).rewrite((), ())
    header = new_header(path / HEADER_NAME, vault_id, master, secret)
    write_header(header)
    return header


def make_shelves(path: Path) -> None:
    """The folders of a vault; an empty one is easily lost when the vault is copied. Raises OSError."""
    for name in (OBJECTS_NAME, INCOMING_NAME):
        if not (path / name).is_dir():
            make_folder(path / name)


def header_of(path: Path) -> Header:
    """The header of the vault at `path`, laid out first where only room stands. The lock must be held."""
    if (path / HEADER_NAME).is_file():
        return read_header(path / HEADER_NAME)
    return lay_out(path)


def ensure_book(path: Path, head_file: HeadFile) -> None:
    """An empty book where there never was one. Raises BookMissing when one is gone."""
    book_path = path / BOOK_NAME
    if book_path.is_file() and book_path.stat().st_size:
        return
    heads = head_file.read()
    if not heads.lines or any(head.count for head in heads.reached.values()) or _has_objects(path):
        raise BookMissing(str(path), BOOK_NAME)
    book_path.unlink(missing_ok=True)
    create_book(book_path)
    sync_folder(path)


def require_book(path: Path) -> None:
    """Raise BookMissing where no book stands."""
    book_path = path / BOOK_NAME
    if not book_path.is_file() or not book_path.stat().st_size:
        raise BookMissing(str(path), BOOK_NAME)


def _has_objects(path: Path) -> bool:
    return any((path / OBJECTS_NAME).glob("*/*"))


def _make_room(path: Path) -> None:
    above = next(folder for folder in path.parents if folder.is_dir())
    try:
        path.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in _NO_SUCH_PLACE:
            raise NotWritable(str(path)) from error
        raise
    path.chmod(FOLDER_MODE)
    for folder in (path, *path.parents):
        sync_folder(folder.parent)
        if folder.parent == above:
            break

"""Every change ever made to the book's shape, in order; only ever added to."""

from evidence_desk.vault.driver import Database, Migrations

MIGRATIONS = Migrations("evidence_desk")

_FIRST_TABLES = (
    """create table cases (
        id text primary key,
        number integer not null unique,
        reference text not null unique,
        title text not null,
        opened_ns integer not null,
        under18 text not null,
        used integer not null default 0
    ) strict""",
    """create table items (
        id text primary key,
        case_id text not null references cases(id),
        number integer not null,
        origin text not null,
        sha256 text not null,
        object text not null unique,
        record text not null,
        recovered integer not null default 0,
        note text not null default '',
        unique (case_id, number)
    ) strict""",
    """create table tags (
        item_id text not null references items(id),
        tag text not null,
        primary key (item_id, tag)
    ) strict""",
    """create table steps (
        case_id text not null references cases(id),
        step_id text not null,
        state text not null,
        changed_ns integer not null,
        note text not null default '',
        proof text references items(id),
        primary key (case_id, step_id)
    ) strict""",
    """create table events (
        id integer primary key autoincrement,
        log text not null,
        seq integer not null,
        body text not null,
        hash text not null,
        signature text not null,
        unique (log, seq)
    ) strict""",
)

_FIRST_GUARDS = (
    """CREATE TRIGGER events_never_change before update on events
    begin select raise(abort, 'the history is never changed'); end""",
    """CREATE TRIGGER events_never_leave before delete on events
    begin select raise(abort, 'the history is never changed'); end""",
    # "insert or replace" deletes without asking the delete trigger.
    """CREATE TRIGGER events_never_replaced before insert on events
    when exists (select 1 from events where (log = new.log and seq = new.seq) or id = new.id)
    begin select raise(abort, 'the history is never changed'); end""",
    """CREATE TRIGGER items_never_change
    before update of id, case_id, number, origin, sha256, object, record, recovered on items
    begin select raise(abort, 'what was kept is never changed'); end""",
    """CREATE TRIGGER items_never_leave before delete on items
    begin select raise(abort, 'what was kept is never changed'); end""",
    """CREATE TRIGGER items_never_replaced before insert on items
    when exists (select 1 from items where id = new.id or object = new.object
                 or (case_id = new.case_id and number = new.number))
    begin select raise(abort, 'what was kept is never changed'); end""",
    """CREATE TRIGGER cases_never_leave before delete on cases
    begin select raise(abort, 'a case is never removed'); end""",
    """CREATE TRIGGER cases_keep_their_name before update of id, number, reference, opened_ns on cases
    begin select raise(abort, 'a case is never renumbered'); end""",
)

_REMOVED_TABLE = """create table removed (
        item_id text primary key,
        case_id text not null references cases(id),
        number integer not null,
        sha256 text not null,
        object text not null unique,
        unique (case_id, number)
    ) strict"""

_OPENED_GUARDS = ("items_never_leave", "items_never_replaced")

_REMOVED_GUARDS = (
    """CREATE TRIGGER items_leave_a_tombstone before delete on items
    when not exists (select 1 from removed where item_id = old.id and object = old.object
                     and case_id = old.case_id and number = old.number)
    begin select raise(abort, 'what was kept is never changed'); end""",
    """CREATE TRIGGER items_never_return before insert on items
    when exists (select 1 from items where id = new.id or object = new.object
                 or (case_id = new.case_id and number = new.number))
      or exists (select 1 from removed where item_id = new.id or object = new.object
                 or (case_id = new.case_id and number = new.number))
    begin select raise(abort, 'what was kept is never changed'); end""",
    """CREATE TRIGGER removed_never_change before update on removed
    begin select raise(abort, 'a tombstone stays'); end""",
    """CREATE TRIGGER removed_never_leave before delete on removed
    begin select raise(abort, 'a tombstone stays'); end""",
    """CREATE TRIGGER removed_never_replaced before insert on removed
    when exists (select 1 from removed where item_id = new.item_id or object = new.object
                 or (case_id = new.case_id and number = new.number))
    begin select raise(abort, 'a tombstone stays'); end""",
)

_ALL_GUARDS = {guard.split()[2]: guard for guard in _FIRST_GUARDS + _REMOVED_GUARDS}
GUARDS = {name: guard for name, guard in _ALL_GUARDS.items() if name not in _OPENED_GUARDS}
"""The triggers that refuse changes, by name, as the database keeps their text."""


@MIGRATIONS(name="0001 first light")
def _first_light(db: Database) -> None:
    for statement in _FIRST_TABLES + _FIRST_GUARDS:
        db.execute(statement)


@MIGRATIONS(name="0002 removed items")
def _removed_items(db: Database) -> None:
    db.execute(_REMOVED_TABLE)
    for name in _OPENED_GUARDS:
        db.execute(f"drop trigger {name}")
    for guard in _REMOVED_GUARDS:
        db.execute(guard)


_LISTED_TABLE = """create table listed (
        case_id text not null,
        captured_ns any not null,
        number integer not null,
        item_id text not null unique,
        origin text not null,
        recovered integer not null,
        zone any,
        utc_offset_s any,
        target_kind any,
        window_title any,
        original_name any,
        application any,
        size_bytes any,
        note_start text not null,
        primary key (case_id, captured_ns, number)
    ) strict, without rowid"""

LISTED_COLUMNS = """case_id, captured_ns, number, item_id, origin, recovered, zone, utc_offset_s, target_kind,
    window_title, original_name, application, size_bytes, note_start"""
_SAID = "json_extract(iif(json_valid({row}record), {row}record, '{{}}'), '$.{path}')"
_PATHS = ("zone", "utc_offset_s"), ("target.kind", "window_title", "original_name", "application", "size_bytes")
_LONGEST_NOTE_START = 200


def listed_values(row: str) -> str:
    """What lists show of a row of items, as SQL in the order of the table; a record that can't be read says nothing."""
    captured, others = _PATHS
    paths = (*(f"captured.{name}" for name in captured), *others)
    return ", ".join(
        (
            f"{row}case_id, coalesce({_SAID.format(row=row, path='captured.utc_ns')}, 0), {row}number, {row}id",
            f"{row}origin, {row}recovered",
            *(_SAID.format(row=row, path=path) for path in paths),
            f"substr({row}note, 1, {_LONGEST_NOTE_START})",
        )
    )


_LISTED_GUARDS = (
    f"""CREATE TRIGGER items_are_listed after insert on items
    begin insert into listed values ({listed_values("new.")}); end""",  # noqa: S608 — our own columns
    f"""CREATE TRIGGER items_are_listed_anew after update of note on items
    begin update listed set note_start = substr(new.note, 1, {_LONGEST_NOTE_START}) where item_id = new.id; end""",  # noqa: S608
    """CREATE TRIGGER items_are_listed_no_more after delete on items
    begin delete from listed where item_id = old.id; end""",
    """CREATE TRIGGER listed_never_changes before update of
    case_id, captured_ns, number, item_id, origin, recovered, zone, utc_offset_s, target_kind,
    window_title, original_name, application, size_bytes on listed
    begin select raise(abort, 'what was kept is never changed'); end""",
    """CREATE TRIGGER listed_never_leaves before delete on listed
    when exists (select 1 from items where id = old.item_id)
    begin select raise(abort, 'what was kept is never changed'); end""",
    """CREATE TRIGGER listed_never_replaced before insert on listed
    when exists (select 1 from listed where item_id = new.item_id
                 or (case_id = new.case_id and captured_ns = new.captured_ns and number = new.number))
    begin select raise(abort, 'what was kept is never changed'); end""",
)

GUARDS |= {guard.split()[2]: guard for guard in _LISTED_GUARDS}


ITEM_OF_EVENT = "iif(json_valid(body), json_extract(body, '$.item'), null)"
"""The item a line is about; SQL that says it in these very words is answered from an index."""


@MIGRATIONS(name="0003 lists of any length")
def _lists_of_any_length(db: Database) -> None:
    db.execute(_LISTED_TABLE)
    db.execute(f"insert into listed select {listed_values('')} from items order by 1, 2, 3")  # noqa: S608 — ours
    for guard in _LISTED_GUARDS:
        db.execute(guard)
    db.execute(f"create index events_of_item on events (log, {ITEM_OF_EVENT}, seq)")


CONTEXT_OF = "iif(json_valid({row}record), json_extract({row}record, '$.context_of'), null)"
"""The item whose surroundings a row of items shows; SQL that says it in these very words is answered from an index."""


@MIGRATIONS(name="0004 surroundings")
def _surroundings(db: Database) -> None:
    db.execute(f"create index items_by_what_they_surround on items ({CONTEXT_OF.format(row='')})")


_ENTRIES_TABLE = """create table entries (
        id text primary key,
        case_id text not null references cases(id),
        kind text not null,
        number integer not null,
        content text not null,
        added_ns integer not null,
        changed_ns integer not null,
        removed integer not null default 0,
        unique (case_id, kind, number)
    ) strict"""

_ENTRIES_GUARDS = (
    """CREATE TRIGGER entries_keep_their_name before update of id, case_id, kind, number, added_ns on entries
    begin select raise(abort, 'an entry is never renumbered'); end""",
    """CREATE TRIGGER entries_never_leave before delete on entries
    begin select raise(abort, 'an entry is only marked as removed'); end""",
    """CREATE TRIGGER entries_never_replaced before insert on entries
    when exists (select 1 from entries where id = new.id
                 or (case_id = new.case_id and kind = new.kind and number = new.number))
    begin select raise(abort, 'an entry is only marked as removed'); end""",
)

GUARDS |= {guard.split()[2]: guard for guard in _ENTRIES_GUARDS}


@MIGRATIONS(name="0005 registers")
def _registers(db: Database) -> None:
    for statement in (_ENTRIES_TABLE, *_ENTRIES_GUARDS):
        db.execute(statement)


MIGRATION_NAMES = (
    "0001 first light",
    "0002 removed items",
    "0003 lists of any length",
    "0004 surroundings",
    "0005 registers",
)
"""What this program knows, oldest first."""

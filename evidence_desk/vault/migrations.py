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

GUARDS = {guard.split()[2]: guard for guard in _FIRST_GUARDS}
"""The triggers that refuse changes, by name, as the database keeps their text."""


@MIGRATIONS(name="0001 first light")
def _first_light(db: Database) -> None:
    for statement in _FIRST_TABLES + _FIRST_GUARDS:
        db.execute(statement)


MIGRATION_NAMES = ("0001 first light",)
"""What this program knows, oldest first."""

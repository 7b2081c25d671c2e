"""What we count on in sqlite-utils on SQLCipher; an upgrade that changes it must fail here, not in a desk."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from evidence_desk.vault.driver import Database, DriverError, Migrations, connect

VAULT_ROOM = Path(__file__).parents[2] / "evidence_desk" / "vault"


@pytest.fixture
def db(tmp_path):
    connection = connect(str(tmp_path / "test.db"), isolation_level=None)
    connection.execute(f"pragma key = \"x'{'ab' * 32}'\"")
    with Database(connection, execute_plugins=False) as opened:
        yield opened


def test_the_library_is_sqlcipher(db):
    assert db.execute("pragma cipher_version").fetchone()[0].startswith("4.")
    assert db.execute("pragma temp_store").fetchone()[0] == 0
    db["words"].insert({"text": "MARKER"})
    content = Path(db.execute("pragma database_list").fetchone()[2]).read_bytes()
    assert b"MARKER" not in content
    assert not content.startswith(b"SQLite format 3")


def test_atomic_takes_everything_back(db):
    db["words"].insert({"text": "before"})
    with pytest.raises(DriverError), db.atomic():
        db["words"].insert({"text": "inside"}).insert({"none": 1})

    assert [row["text"] for row in db["words"].rows] == ["before"]


def test_writes_join_a_transaction_of_ours(db):
    db["words"].create({"text": str})
    db.conn.execute("begin immediate")
    db["words"].insert({"text": "inside"})
    db.execute("insert into words values ('too')")
    assert db.conn.in_transaction
    db.conn.execute("rollback")

    assert list(db["words"].rows) == []


def test_its_own_exceptions_are_caught(db):
    """These fail on exception classes where sqlite_utils took the standard library's driver."""
    db["words"].drop(ignore=True)
    db["words"].insert({"text": "a"})
    db["words"].insert({"text": "b", "more": 1}, alter=True)
    db["words"].create_index(["text"])
    db["words"].create_index(["text"], find_unique_name=True)
    db["words"].transform(rename={"more": "less"})

    assert db["words"].columns_dict == {"text": str, "less": int}
    with pytest.raises(DriverError):
        db.execute("select * from none")


def test_migrations_are_named_and_all_or_nothing(db):
    steps = Migrations("test")

    @steps(name="0001")
    def first(db):
        db["words"].create({"text": str})

    @steps(name="0002")
    def second(db):
        db.execute("create table half (x)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        steps.apply(db)

    assert [each.name for each in steps.applied(db)] == ["0001"]
    assert [each.name for each in steps.pending(db)] == ["0002"]
    assert "half" not in db.table_names()


def test_a_replacement_asks_the_delete_triggers_too(db):
    assert db.execute("pragma recursive_triggers").fetchone()[0] == 1


@pytest.mark.parametrize(
    "program",
    [
        (
            "import sys, evidence_desk.vault.vault; assert not {'numpy', 'pandas'} & set(sys.modules);"
            "import numpy; assert numpy.loaded; print('ok')"
        ),
        (
            "import sys, numpy, evidence_desk.vault.vault; assert sys.modules['numpy'] is numpy;"
            "assert 'pandas' not in sys.modules; print('ok')"
        ),
    ],
    ids=["not loaded before", "loaded before"],
)
def test_numpy_and_pandas_are_left_as_they_were(tmp_path, program):
    for name in ("numpy", "pandas"):
        (tmp_path / f"{name}.py").write_text("loaded = True")
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": f"{tmp_path}:{VAULT_ROOM.parents[1]}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("ok\n", "")


@pytest.mark.parametrize("path", sorted(VAULT_ROOM.glob("*.py")), ids=lambda path: path.name)
def test_no_connection_is_used_as_a_transaction(path):
    """`with db.conn` commits what an error should take back."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.With):
            for item in node.items:
                assert "conn" not in getattr(item.context_expr, "attr", getattr(item.context_expr, "id", ""))


@pytest.mark.parametrize("path", sorted(VAULT_ROOM.glob("*.py")), ids=lambda path: path.name)
def test_only_one_module_knows_the_driver(path):
    names = {
        name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    drivers = {name for name in names if name.split(".")[0] in {"sqlite3", "sqlite_utils", "sqlcipher3"}}

    assert not drivers or path.name == "driver.py"

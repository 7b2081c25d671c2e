"""The command group: every command in one table, and what is said when the world says no."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click
from typing_extensions import override

import evidence_desk
from evidence_desk import paths
from evidence_desk.commands.caller import Caller
from evidence_desk.commands.secret_files import SecretFile
from evidence_desk.commands.session import Desk, Session
from evidence_desk.commands.shapes import error_shape
from evidence_desk.domain.errors import AnswerLost, DeskError, Stopped, VaultBusy
from evidence_desk.domain.sentences import sentence, shown

INTERRUPTED = 130


@dataclass(slots=True)
class Run:
    """One run of the command line. `desk_at` makes the desk for a vault; `session` is known once it is parsed.

    Until then `looks_for_json` says how to answer: Ctrl+C may come while the next command of a series is parsed.
    """

    caller: Caller
    desk_at: Callable[[Path, SecretFile | None], Desk]
    again: Callable[[list[str]], int]
    open_window: Callable[[Path], int] | None = None
    session: Session | None = None
    looks_for_json: bool = False


WHERE: Mapping[str, str] = {
    "screens": "capture:screens",
    "windows": "capture:windows",
    "capture": "capture:capture",
    "watch": "watch:watch",
    "case": "cases:case",
    "import": "import_files:import_files",
    "list": "cases:list_items",
    "show": "cases:show",
    "remove": "remove:remove",
    "log": "cases:log",
    "account": "accounts:account",
    "payment": "payments:payment",
    "report": "reports:report",
    "contact": "contacts:contact",
    "steps": "steps:steps",
    "step": "step:step",
    "text": "texts:text",
    "dates": "dates:dates",
    "help-lines": "help_lines:help_lines",
    "export": "hand_over:export",
    "verify": "verify:verify",
    "check": "check:check",
    "recover": "recover:recover",
    "passphrase": "lock_desk:passphrase",
    "recovery-code": "lock_desk:recovery_code",
    "unlock-with-code": "lock_desk:unlock_with_code",
    "lock": "lock_desk:lock",
    "doctor": "doctor:doctor",
}
"""Each command's module in this room, and its name there."""


class LazyCommands(click.Group):
    """Loads the one command that was typed: `verify` needs no vault, and a capture no seal."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(WHERE)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in WHERE:
            return None
        module, name = WHERE[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"evidence_desk.commands.{module}"), name)
        return command


@click.group(cls=LazyCommands, invoke_without_command=True)
@click.option("--vault", "vault_name", envvar="EVIDENCE_DESK_VAULT", metavar="DIR", help="Where the desk keeps things.")
@click.option("--passphrase-file", "secret_name", metavar="F", help="A file with the passphrase in its first line.")
@click.option("--json", "as_json", is_flag=True, help="Exactly one JSON value on the standard output.")
@click.version_option(evidence_desk.__version__, prog_name="evidence-desk")
@click.pass_context
def cli(context: click.Context, vault_name: str | None, secret_name: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Keep what is on screen as sealed evidence. Without a command, open the window."""
    run: Run = context.obj
    path = run.caller.absolute(vault_name) if vault_name else paths.default_vault_path()
    if context.invoked_subcommand is None:
        if run.open_window is None:
            raise click.UsageError("Name a command.")
        if secret_name is not None:
            raise click.UsageError("--passphrase-file goes with a command. The window asks for the passphrase itself.")
        context.exit(run.open_window(path))
    secret_file = SecretFile(run.caller, secret_name) if secret_name is not None else None
    secret_given = [f"--passphrase-file={secret_name}"] if secret_name is not None else []
    given = [f"--vault={path}", *secret_given, *(["--json"] if as_json else [])]
    again = run.again
    desk = run.desk_at(path, secret_file)
    run.session = Session(run.caller, desk, path, lambda typed: again([*given, *typed]), as_json, secret_file)
    context.obj = run.session


def answered(arguments: list[str], run: Run) -> int:
    """Like `carry_out`, with a busy vault said like any other failure."""
    try:
        return carry_out(arguments, run)
    except VaultBusy as busy:
        return say(busy, run)


def carry_out(arguments: list[str], run: Run) -> int:
    """Parse and run one command; failures are said to the caller. Raises VaultBusy before anything was done."""
    run.looks_for_json = "--json" in arguments
    try:
        return int(cli.main(arguments, "evidence-desk", standalone_mode=False, obj=run) or 0)
    except click.UsageError as error:
        said = io.StringIO()
        error.show(said)
        message = error.format_message()  # it repeats what was typed, and lists choices in lines of their own
        run.caller.warn(said.getvalue().replace(message, shown(message.replace("\n\t", " "))).rstrip())
        return error.exit_code
    except click.Abort:
        say(Stopped(), run)
        return INTERRUPTED
    except VaultBusy:
        raise
    except DeskError as error:
        return say(error, run)


def say(error: DeskError, run: Run) -> int:
    """Tell the caller what the world said no with; the exit code."""
    if isinstance(error, AnswerLost):
        # Where nobody reads on, as with `head`, there is nobody to tell.
        if not isinstance(error.__cause__, BrokenPipeError):
            run.caller.warn(sentence(error))
    elif run.looks_for_json if run.session is None else run.session.as_json:
        _say_value(error, run)
    else:
        run.caller.warn(sentence(error))
    return 1


def _say_value(error: DeskError, run: Run) -> None:
    try:
        run.caller.value(error_shape(error))
    except AnswerLost as lost:
        say(lost, run)

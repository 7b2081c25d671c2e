"""Tests that need what a system lacks, by what their names hold; each is skipped there with its reason."""

from collections.abc import Mapping

_PIPES = "no named pipes, sockets or devices among files"
_FOLDERS = "folders are not synced: names are written through"
_STRACE = "calls are not watched by strace"
_NAMES = "an open file does not tell its name"
_COMMANDS = "an open desk takes no commands of others"
_HOLES = "holes are counted another way"

LACKING: Mapping[str, Mapping[str, str]] = {
    "win32": {
        "test_no_pipe_is_waited_for": _PIPES,
        "test_a_pipe_in_an_items_place": _PIPES,
        "test_added_links_and_pipes": _PIPES,
        "test_not_a_plain_file[fifo": _PIPES,
        "test_not_a_plain_file[socket": _PIPES,
        "test_not_a_plain_file[device": _PIPES,
        "test_not_a_plain_file_is_refused": _PIPES,
        "test_a_name_that_is_no_file_s": _PIPES,
        "test_a_file_that_changes_under_the_reading": _PIPES,
        "test_what_asks_for_too_much_is_ended": "processes have no limits of their own",
        "test_a_file_that_becomes_something_else": "files are not opened by name in a folder's descriptor",
        "test_a_name_that_is_no_text": "every name is text",
        "test_renamed_in_its_case_only": "the case of a name's letters can't be all that changes",
        "test_the_removal_of_the_file_is_durable": _FOLDERS,
        "test_the_new_files_are_on_the_disk_before": _FOLDERS,
        "test_the_folder_of_a_new_object_must_be_durable": _FOLDERS,
        "test_a_call_that_fails_keeps_nothing": _FOLDERS,
        "test_a_row_that_is_there_keeps_its_object": _FOLDERS,
        "test_a_desk_on_a_medium_that_can_not_be_written": "no file system can be mounted by a test",
        "tests/sealing/test_holes.py": _HOLES,
        "tests/vault/test_kills.py": "programs are not killed by signals",
        "tests/vault/test_lock_crashes.py": _NAMES,
        "test_a_pipe_is_read_by_the_process_it_is_for": _PIPES,
        "test_the_open_window_reads_the_file_itself": _COMMANDS,
        "tests/vault/test_write_order.py": _STRACE,
        "test_a_kill_at_any_step_can_be_followed": _STRACE,
    },
    "darwin": {
        "test_what_asks_for_too_much_is_ended": "memory is counted another way",
        "tests/sealing/test_holes.py": _HOLES,
        "test_a_desk_on_a_medium_that_can_not_be_written": "no file system can be mounted by a test",
        "tests/vault/test_lock_crashes.py": _NAMES,
        "test_the_open_window_reads_the_file_itself": _COMMANDS,
        "test_a_name_that_is_no_text": "every name is text",
        "test_renamed_in_its_case_only": "names are found whatever the case of their letters",
        "tests/vault/test_write_order.py": _STRACE,
        "test_a_kill_at_any_step_can_be_followed": _STRACE,
    },
}


def reason(platform: str, test: str) -> str | None:
    """Why the test is not for that system, or None where it is."""
    return next((why for part, why in LACKING.get(platform, {}).items() if part in test), None)

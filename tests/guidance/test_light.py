"""What guidance costs those who do not ask for it: nothing."""

from tests.test_doors import loaded_by


def test_a_capture_reads_no_guidance() -> None:
    capture = (
        "evidence_desk.commands.capture, evidence_desk.commands.cold_desk, evidence_desk.workflows.capture_evidence"
    )
    assert "fastjsonschema" not in loaded_by(f"import {capture}")


def test_what_only_a_few_need_is_loaded_when_they_do() -> None:
    rooms = "evidence_desk.guidance.hints, evidence_desk.guidance.deadlines, evidence_desk.export.calendar"
    assert not loaded_by(f"import {rooms}") & {"icalendar", "phonenumbers", "stdnum"}

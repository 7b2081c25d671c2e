"""Lives as many whole lives as it is asked to."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from evidence_desk.guidance.content import load_content
from tests.workflows.whole_life import WholeLife

_GUIDANCE = Path(__file__).parents[2] / "resources" / "guidance"


def live(base_path: Path, lives: int, steps: int, **more: Any) -> None:
    """Live that many lives of at most so many steps; raises what does not fit, with the life that shows it."""
    machine = type("Life", (WholeLife,), {"base_path": base_path, "checklists": load_content(_GUIDANCE).lists})
    too_much = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=lives, stateful_step_count=steps, suppress_health_check=too_much, **more),
    )

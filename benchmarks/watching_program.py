"""Watches one window as the open desk does, for so many seconds; prints what that took and kept as one JSON object.

Arguments: the vault's folder, the window, the seconds. What the first three seconds cost is not counted.
"""

import json
import os
import queue
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evidence_desk.capture.choosing import open_backend
from evidence_desk.capture.targets import OneWindow
from evidence_desk.domain.watches import WatchLimits
from evidence_desk.here import new_item_id, surroundings, system_clock
from evidence_desk.vault.vault import open_vault
from evidence_desk.workflows.capture_evidence import Capturer
from evidence_desk.workflows.open_case import case_to_write_in
from evidence_desk.workflows.watch_history import end_watch, write_down
from evidence_desk.workflows.watch_news import WatchNews, WatchRequest
from evidence_desk.workflows.watch_screen import begin_watch

_SETTLES_S = 3.0
_NO_LIMIT = 10**12


def work_s() -> float:
    """Seconds of one core that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Watch, keep, count."""
    vault_path, window, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    news: queue.SimpleQueue[WatchNews | None] = queue.SimpleQueue()
    backend = open_backend(os.environ, keep_redirected=True)
    with open_vault(vault_path, system_clock(), create=True) as vault, ThreadPoolExecutor(1) as beside:
        capturer = Capturer(vault, backend, vault.clock, new_item_id, surroundings())
        limits = WatchLimits(_NO_LIMIT, _NO_LIMIT, seconds)
        request = WatchRequest(case_to_write_in(vault, None), OneWindow(window), limits, str(new_item_id()))
        watch = begin_watch(capturer, request)
        running = beside.submit(watch.run, news.put)
        running.add_done_callback(lambda _ended: news.put(None))
        began, begun_work, settled = time.monotonic(), work_s(), False
        print("watching", flush=True)
        while True:
            if not settled and time.monotonic() - began >= _SETTLES_S:
                began, begun_work, settled = time.monotonic(), work_s(), True
            try:
                each = news.get(timeout=None if settled else 0.1)
            except queue.Empty:
                continue
            if each is None:
                break
            item = write_down(capturer, request, each)
            if item is not None:
                watch.has_kept(item)
        running.result()
        end_watch(vault, request, watch.ended)
        share = 100 * (work_s() - begun_work) / (time.monotonic() - began)
        found = {
            "percent": share,
            "kept": watch.ended.kept,
            "bytes": watch.ended.size_bytes,
            "why": watch.ended.why_type,
        }
    backend.close()
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()

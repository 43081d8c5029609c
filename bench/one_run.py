"""One run of the pipeline in a process of its own, so that its memory can be watched from outside.

python -m bench.one_run FOLDER OUT WORKERS      prints the run's numbers as JSON
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path


def main() -> None:
    """Run and print."""
    from pipeline.run import run
    from pipeline.settings import Settings

    folder, out, workers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    settings = Settings(workers=workers, as_of=date(2026, 8, 1))
    began = time.perf_counter()
    result = run(folder, out=out / "normalized", reports=out / "reports", settings=settings)
    seconds = time.perf_counter() - began
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    manifest = result.manifest
    sys.stdout.write(
        json.dumps(
            {
                "seconds": seconds,
                "cpu_seconds": sum(one.ru_utime + one.ru_stime for one in used),
                "stages": dict(result.seconds),
                "pages": manifest.pages,
                "pages_by_state": manifest.pages_by_state,
                "articles": manifest.articles,
                "findings": manifest.findings,
                "digest": manifest.digest,
                "bytes": sum(path.stat().st_size for path in result.version.rglob("*") if path.is_file()),
            }
        )
    )


if __name__ == "__main__":
    main()

"""What every test needs: no screen, no settings of the person who runs it, modest Hypothesis."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The command line speaks the language of whoever runs it.
os.environ["LC_ALL"] = "C.UTF-8"
# Tests run side by side; threads of torch inside each would only get in each other's way.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# CPU time is shared with other test workers, so a deadline would measure them.
_CALM = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("quick", deadline=None, suppress_health_check=_CALM)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=2000)
# A build answers the same for the same commit; new examples are looked for by hand.
settings.register_profile("ci", settings.get_profile("quick"), derandomize=True)
_PROFILE = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "quick")
settings.load_profile(_PROFILE)


def pytest_configure(config: pytest.Config) -> None:
    """Keep recent files, journals and facts of the tests out of the user's folders.

    Before test files are read: some of them analyze networks to name their cases.
    """
    home = tempfile.TemporaryDirectory(prefix="builder-tests-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(Path(home.name, name.lower()))

"""Where settings, the journal and the resources lie."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

NAME = "model-config-builder"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of one user; tests give their own.

    Attributes:
        settings: The file with settings.
        journal: The folder that holds copies of unsaved work.
    """

    settings: Path
    journal: Path

    @classmethod
    def of_user(cls) -> "Places":
        """The folders that the operating system names for this user."""
        import platformdirs  # late: tests and pictures never ask for it

        return cls(
            Path(platformdirs.user_config_dir(NAME, appauthor=False)) / "settings.ini",
            Path(platformdirs.user_cache_dir(NAME, appauthor=False)) / "journal",
        )

    @classmethod
    def inside(cls, folder: Path) -> "Places":
        """Everything inside one folder."""
        return cls(folder / "settings.ini", folder / "journal")

    def open_settings(self) -> QSettings:
        """The settings, written through to the file."""
        return QSettings(str(self.settings), QSettings.Format.IniFormat)

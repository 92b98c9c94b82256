"""The torch engine's process, as the window starts it."""

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from builder.torch_engine.process import environment


def make_process(parent: QObject) -> QProcess:
    """A process that is not started yet and can find this program; what it complains of is lost."""
    process = QProcess(parent)
    variables = QProcessEnvironment()
    for name, value in environment().items():
        variables.insert(name, value)
    process.setProcessEnvironment(variables)
    process.setStandardErrorFile(QProcess.nullDevice())
    return process

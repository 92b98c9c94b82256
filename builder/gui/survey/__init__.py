"""The table of all scales and image sizes."""

from builder.gui.survey.panel import SurveyPanel

__all__ = ["SurveyPanel"]

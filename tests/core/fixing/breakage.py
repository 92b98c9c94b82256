"""Ways in which configs are broken on their way from a page to a file."""

from tests.core.fixing import pages, slips

ALL = (*slips.ALL, *pages.ALL)

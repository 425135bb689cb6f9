"""What the services' own tests work with serves here as well."""

from tests.services.conftest import house

__all__ = ["house"]

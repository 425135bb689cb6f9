"""The window. Widgets show and forward; presenters decide and know no Qt."""

"""The ``mlprep`` command: the services without a window. Importing the package loads nothing."""

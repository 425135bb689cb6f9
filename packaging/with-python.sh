#!/bin/sh
# Runs a script with the first Python on this machine that MLPrep can use: with-python.sh SCRIPT [ARGUMENT...]
# PYTHON=/path/to/python chooses by hand. The versions are those of requires-python in pyproject.toml.
set -u
looked_at=''

run_with() {
    candidate=$1
    shift
    version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || version='not there'
    case $version in
    3.11 | 3.12 | 3.13) exec "$candidate" "$@" ;;
    esac
    looked_at="$looked_at${looked_at:+, }$candidate is $version"
}

if [ -n "${PYTHON:-}" ]; then
    run_with "$PYTHON" "$@"
else
    for name in python3 python3.11 python3.12 python3.13; do
        run_with "$name" "$@"
    done
fi

echo "MLPrep needs Python 3.11, 3.12 or 3.13: $looked_at." >&2
echo "Install one (Debian 12: sudo apt-get install python3) or name one: make run PYTHON=/path/to/python3.11" >&2
exit 1

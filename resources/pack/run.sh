#!/bin/sh
# Starts the app that is the rest of this file: a zip.
command -v pyxis >/dev/null || { echo "{{id}}: Pyxis is not installed; install it, then start again." >&2; exit 4; }
exec pyxis app "$(readlink -f -- "$0")" "$@"

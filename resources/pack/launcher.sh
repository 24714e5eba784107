#!/bin/sh
# Starts the app of this tree, wherever the tree was put.
here=$(dirname -- "$(readlink -f -- "$0")")
{{#shared}}
command -v pyxis >/dev/null || { echo "{{id}}: Pyxis is not installed; install it, then start again." >&2; exit 4; }
exec pyxis app "$here/../share/{{id}}/{{id}}.pyxis" "$@"
{{/shared}}
{{#own}}
exec "$here/../lib/{{id}}/pyxis" app "$here/../share/{{id}}/{{id}}.pyxis" "$@"
{{/own}}

#!/bin/sh
# Starts the app of this tree, wherever the tree was put.
here=$(dirname -- "$(readlink -f -- "$0")")
exec {{program}} app "$here/../share/{{id}}/{{id}}.pyxis" "$@"

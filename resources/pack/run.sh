#!/bin/sh
# Starts the app that is the rest of this file: a zip.
command -v pyxis >/dev/null || {
  words="{{id}}: Pyxis is not installed; install it, then start again."
  echo "$words" >&2
  # Who clicked sees no terminal.
  [ "$1" = check ] || [ -z "$DISPLAY$WAYLAND_DISPLAY" ] ||
    for say in "zenity --error --no-markup --text" "kdialog --error" notify-send xmessage; do
      command -v "${say%% *}" >/dev/null && $say "$words" >/dev/null 2>&1 && break
    done
  exit 4
}
exec pyxis app "$(readlink -f -- "$0")" "$@"

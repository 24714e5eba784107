# SPDX-License-Identifier: Apache-2.0
# Completion of pyxis for bash; shellcheck shell=bash

_pyxis() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local commands='check serve runtime pack app verify doctor' words=''
  COMPREPLY=()

  case "$previous" in
    --network) words='allow deny' ;;
    --transport) words='scheme loopback' ;;
    --format) words='bundle run deb flatpak dir' ;;
    --runtime) words='embed shared' ;;
    --interpreter-snapshot) words='on off' ;;
    --until) words='load py:ready py:done py:all-done mpy:ready mpy:done' ;;
    --events | --har | --trace | --screenshot | --page | --put | --output | --sign | --new-key)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    --folder | --against)
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      return
      ;;
    --timeout | --port | --expect | --get) return ;;
  esac

  if [ -z "$words" ]; then
    case "${COMP_WORDS[1]}:$current" in
      check:-*) words='--page --until --expect --timeout --events --har --trace --screenshot --put --get --folder --network --transport --interpreter-snapshot --help' ;;
      serve:-*) words='--port --help' ;;
      pack:-*) words='--format --output --runtime --sign --new-key --help' ;;
      verify:-*) words='--against --help' ;;
      doctor:-*) words='--json --help' ;;
      runtime:*) [ "$COMP_CWORD" = 2 ] && words='list add remove' ;;
      *:-*) words='--interpreter-snapshot --version --help' ;;
      *) [ "$COMP_CWORD" = 1 ] && words=$commands ;;
    esac
  fi

  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  case "${COMP_WORDS[1]}:$previous:$current" in
    *:-* | runtime:runtime:*) return ;;
  esac
  # Targets stand beside the commands.
  local -a targets
  mapfile -t targets < <(compgen -f -- "$current")
  compopt -o filenames
  COMPREPLY+=("${targets[@]}")
}

complete -F _pyxis pyxis

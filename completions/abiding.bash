# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion of abiding: commands, options, formats, rules and files.
# What there is, the program itself is asked, so that no list stands here.
# shellcheck shell=bash

_abiding_commands() { "$1" --help 2>/dev/null | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p'; }

_abiding_options() {
  { "$1" "$2" --help 2>/dev/null; echo '  --help'; } |
    sed -nE 's/^  (-[a-z], )?(--[a-z]+).*/\2/p'
}

# The words behind --format, up to what is in parentheses.
_abiding_formats() {
  "$1" "$2" --help 2>/dev/null | sed -n '/^  --format /,/^  -[^-f]/p' |
    grep -oE '\b(text|json|sarif|gitlab|junit|html)\b' | sort -u
}

_abiding_rules() { "$1" rules 2>/dev/null | sed -n 's/^\([a-z-]*\) .*/\1/p'; }

# _abiding_words WORD...: those that begin like what is being typed
_abiding_words() { mapfile -t COMPREPLY < <(compgen -W "$*" -- "$current"); }

_abiding() {
  local program=$1 current=$2 previous=$3 command=${COMP_WORDS[1]} word
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _abiding_words "$(_abiding_commands "$program")" --help --version
    return
  fi
  for word in "${COMP_WORDS[@]:2:COMP_CWORD-2}"; do
    # behind -- stand options of the compiler
    [[ $word == -- ]] && { compopt -o default; return; }
  done
  case $previous in
    --format) _abiding_words "$(_abiding_formats "$program" "$command")" ;;
    --release | --reason | --until | --layout) ;;
    -p | --policy | -r | --record | -o | --output | --library) compopt -o default ;;
    *)
      if [[ $current == -* ]]; then
        _abiding_words "$(_abiding_options "$program" "$command")"
      elif [[ $command == explain || ($command == waive && $previous != -*) ]]; then
        _abiding_words "$(_abiding_rules "$program")"
      else
        compopt -o default
      fi
      ;;
  esac
}

complete -F _abiding abiding

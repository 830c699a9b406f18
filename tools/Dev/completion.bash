# Completion of ./dev for bash, and for zsh with bashcompinit. Load it with: source <(./dev completion bash)
_footfall_dev() {
  local current="${COMP_WORDS[COMP_CWORD]}" words="" command="${COMP_WORDS[1]:-}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -le 1 ]; then
    words="up down watch silo key status logs psql redis-cli demo load audit check test torture simulate fuzz bench completion help"
  else
    case "$command" in
      up) words="-d" ;;
      silo) [ "$COMP_CWORD" -gt 2 ] || words="add remove" ;;
      audit) words="--mend" ;;
      key) [ "$COMP_CWORD" -gt 2 ] || words="create" ;;
      logs)
        local data="${FOOTFALL_DATA:-$(dirname "${COMP_WORDS[0]}")/.dev}"
        # A pattern without matches is an error in zsh.
        # shellcheck disable=SC2012
        words="-f $(ls "$data" 2> /dev/null | sed -n 's/\.log$//p' | tr '\n' ' ')"
        ;;
      test) words="--fast --slow -class -method -namespace" ;;
      torture)
        case "${COMP_WORDS[COMP_CWORD - 1]}" in
          --pooler) words="transaction session none" ;;
          *) words="--minutes --seed --rate --only --pooler" ;;
        esac
        ;;
      simulate) words="--schedules --seed --steps" ;;
      fuzz) words="--inputs --seed --only --input" ;;
      bench) [ "$COMP_CWORD" -gt 2 ] || words="ingest batch access drain e2e stats days storage erase scale telemetry all --check" ;;
      completion) [ "$COMP_CWORD" -gt 2 ] || words="bash zsh" ;;
    esac
  fi
  # shellcheck disable=SC2207 # No word has spaces; mapfile is missing in zsh.
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _footfall_dev dev

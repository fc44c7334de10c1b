/** The shells with a completion script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * The completion script of each shell. The typed text can contain anything, also `$(…)`, so it is passed on as words and
 * never evaluated. The shell completes and quotes file names. Each script can be sourced repeatedly.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  // `compgen -W` would expand its input, so the reply is filled in line by line.
  bash: `# bash completion for lenskeeper
_lenskeeper() {
  local value description
  COMPREPLY=()
  while IFS=$'\\t' read -r value description; do
    COMPREPLY+=("$value")
  done < <(lenskeeper complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null </dev/null)
}
complete -o default -F _lenskeeper lenskeeper
`,
  zsh: `#compdef lenskeeper
# zsh completion for lenskeeper
_lenskeeper() {
  local value description
  local -a values lines
  while IFS=$'\\t' read -r value description; do
    values+=("$value")
    lines+=("$value\${description:+  -- $description}")
  done < <(lenskeeper complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null </dev/null)
  if (( $#values )); then
    compadd -l -d lines -a values
  else
    _files
  fi
}
if [[ "\${funcstack[1]}" == _lenskeeper ]]; then
  _lenskeeper "$@"
else
  compdef _lenskeeper lenskeeper
fi
`,
  fish: `# fish completion for lenskeeper
function __lenskeeper_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l word (commandline -ct)
    set -l offered (lenskeeper complete -- $words "$word" 2>/dev/null </dev/null)
    if test (count $offered) -gt 0
        printf '%s\\n' $offered
    else
        __fish_complete_path "$word"
    end
end
complete -c lenskeeper -e
complete -c lenskeeper -f -a '(__lenskeeper_complete)'
`,
};

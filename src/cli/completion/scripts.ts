/** The shells that can be helped. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * The completion script of each shell. What was typed may hold anything, `$(…)` too, so it is handed on as words that
 * were read and never as text to be evaluated; files are left to the shell, which quotes their names. Each may be
 * sourced any number of times.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  // `compgen -W` would expand what it is given, so the answer is filled in line by line.
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

namespace ClipSearch.Web.Cli;

/// <summary>The completion scripts, which pass the line up to the cursor, without the program's name, to <c>[suggest]</c>.</summary>
internal static class CompletionScripts
{
    /// <summary>The scripts by shell; NAME and COMMAND are placeholders for the typed word and the command to run.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] =
            """
            # Completion of NAME for bash: source <(NAME completion bash)
            _NAME_complete() {
              local line=${COMP_LINE:0:COMP_POINT} reply
              line=${line#*"${COMP_WORDS[0]}"}
              COMPREPLY=()
              while IFS= read -r reply; do
                COMPREPLY+=("$(printf '%q' "$reply")")
              done < <(COMMAND '[suggest]' "${line# }" 2>/dev/null </dev/null)
              if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]]; then
                compopt -o nospace
              fi
            }
            complete -o default -F _NAME_complete NAME

            """,
        ["zsh"] =
            """
            #compdef NAME
            # Completion of NAME for zsh: source <(NAME completion zsh), after compinit
            _NAME_complete() {
              local -a replies
              local line="${(j: :)words[2,CURRENT-1]}"
              replies=("${(@f)$(COMMAND '[suggest]' "${line:+$line }$PREFIX" 2>/dev/null </dev/null)}")
              replies=(${replies:#})
              if (( $#replies )); then
                compadd -S '' -- ${(M)replies:#*/}
                compadd -- ${replies:#*/}
              else
                _files
              fi
            }
            compdef _NAME_complete NAME

            """,
        ["fish"] =
            """
            # Completion of NAME for fish: NAME completion fish | source
            function __NAME_complete
              set --local words (commandline --tokenize --cut-at-cursor --current-process)
              set --local line (string join ' ' -- $words[2..] (commandline --current-token --cut-at-cursor))
              set --local replies (COMMAND '[suggest]' "$line" 2>/dev/null </dev/null)
              if test (count $replies) -gt 0
                printf '%s\n' $replies
              else
                __fish_complete_path (commandline --current-token --cut-at-cursor)
              end
            end
            complete --command NAME --no-files --arguments '(__NAME_complete)'

            """,
    };

    /// <summary>Returns a shell's script.</summary>
    /// <param name="shell">A key of <see cref="All"/>.</param>
    /// <param name="name">The word that the user types.</param>
    /// <param name="command">The command that starts ClipSearch, in the shell's syntax.</param>
    public static string Of(string shell, string name, string command) => All[shell]
        .Replace("_NAME_", $"_{name.Replace('.', '_').Replace('-', '_')}_", StringComparison.Ordinal)
        .Replace("NAME", name, StringComparison.Ordinal)
        .Replace("COMMAND", command, StringComparison.Ordinal);
}

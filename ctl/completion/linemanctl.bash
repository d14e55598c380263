# bash completion for linemanctl. The program itself says what may come next (linemanctl complete words).

_linemanctl() {
    local rest=${COMP_LINE:0:COMP_POINT} words=() trimmed piece i
    # bash cuts at '=', ':' and '@' as well as at blanks: what no blank separates is one word.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        trimmed=${rest#"${rest%%[![:space:]]*}"}
        piece=${COMP_WORDS[i]}
        ((i == COMP_CWORD)) && piece=$trimmed
        if ((i == 0)) || [[ $trimmed != "$rest" ]]; then
            words+=("$piece")
        else
            words[-1]+=$piece
        fi
        rest=${trimmed#"$piece"}
    done
    words=("${words[@]#[\'\"]}")

    # Of the word, readline replaces what follows the last such character, and an '@' as well.
    local current=${words[-1]} before='' breaks=${COMP_WORDBREAKS//[^=:@]/}
    [[ -n $breaks && $current == *[$breaks]* ]] && before=${current%"${current##*[$breaks]}"}
    before=${before%@}

    local word help file open=yes
    COMPREPLY=()
    while IFS=$'\t' read -r word help; do
        if [[ $word == :files ]]; then
            compopt -o filenames
            while IFS= read -r file; do
                word=${help#"$before"}$file
                # readline marks folders itself where nothing stands before their names.
                if [[ $word != "$file" && -d $file ]]; then word+=/; else open=no; fi
                COMPREPLY+=("$word")
            done < <(compgen -f -- "${current#"$help"}")
        else
            [[ $word == *[.=@] ]] || open=no
            COMPREPLY+=("${word#"$before"}")
        fi
    done < <("$1" complete words -- "${words[@]:1}" 2>/dev/null)
    # Something is to follow without a blank.
    [[ $open == no ]] || compopt -o nospace
}

complete -F _linemanctl linemanctl

#compdef linemanctl
# zsh completion for linemanctl. The program itself says what may come next (linemanctl complete words).

_linemanctl() {
    local line word help
    local -a whole open
    for line in ${(f)"$($words[1] complete words -- "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)"}; do
        word=${line%%$'\t'*}
        help=${${line#$word}#$'\t'}
        if [[ $word == :files ]]; then
            compset -P "${(b)help}"
            _files
            return
        elif [[ $word == *[.=@] ]]; then
            open+=("${word//:/\\:}${help:+:$help}")
        else
            whole+=("${word//:/\\:}${help:+:$help}")
        fi
    done
    local found=1
    _describe -t words linemanctl whole && found=0
    _describe -t words linemanctl open -S '' && found=0
    return found
}

if [[ $funcstack[1] == _linemanctl ]]; then
    _linemanctl "$@"
else
    compdef _linemanctl linemanctl
fi

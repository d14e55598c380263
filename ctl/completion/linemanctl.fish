# fish completion for linemanctl. The program itself says what may come next (linemanctl complete words).

function __linemanctl_words
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in ($words[1] complete words -- $words[2..-1] "$current" 2>/dev/null)
        if string match -q ':files*' -- $line
            set -l before (string replace -r '^:files\t' '' -- $line)
            set -l begun (string sub -s (math (string length -- "$before") + 1) -- "$current")
            for path in (__fish_complete_path "$begun")
                echo "$before$path"
            end
        else
            echo $line
        end
    end
end

complete -c linemanctl -f -a '(__linemanctl_words)'

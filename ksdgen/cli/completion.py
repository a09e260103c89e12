"""`ksdgen completion`: the script that makes a shell ask ksdgen what the Tab key may complete."""

from __future__ import annotations

import click

from ksdgen.cli.say import say

SCRIPTS = {
    "bash": """\
# Pelengkapan ksdgen untuk bash. Pasang: eval "$(ksdgen completion bash)"
_ksdgen_lengkapi() {
    local IFS=$'\\n' baris nilai
    COMPREPLY=()
    while read -r baris; do
        [[ -n $baris ]] || continue
        nilai=${baris#*,}
        case $baris in
            dir,*) compopt -o dirnames 2>/dev/null ;;
            file,*) compopt -o default 2>/dev/null ;;
            *)
                # Spasi dan tanda khusus pada nama berkas ditulis agar bash membacanya kembali sebagai satu kata.
                [[ $nilai == *[!A-Za-z0-9_./:=@%+,-]* ]] && printf -v nilai %q "$nilai"
                COMPREPLY+=("$nilai")
                ;;
        esac
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _KSDGEN_COMPLETE=bash_complete "$1" 2>/dev/null)
}
complete -o nosort -F _ksdgen_lengkapi ksdgen 2>/dev/null || complete -F _ksdgen_lengkapi ksdgen
""",
    "zsh": """\
#compdef ksdgen
# Pelengkapan ksdgen untuk zsh. Pasang: eval "$(ksdgen completion zsh)" sesudah compinit
_ksdgen_lengkapi() {
    local -a jawaban berketerangan polos
    local jenis nilai keterangan
    (( ! $+commands[ksdgen] )) && return 1
    jawaban=("${(@f)$(COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) _KSDGEN_COMPLETE=zsh_complete ksdgen 2>/dev/null)}")
    for jenis nilai keterangan in ${jawaban}; do
        case $jenis in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain)
                if [[ $keterangan == _ ]]; then
                    polos+=("$nilai")
                else
                    berketerangan+=("$nilai:$keterangan")
                fi
                ;;
        esac
    done
    (( $#berketerangan )) && _describe -V unsorted berketerangan -U
    (( $#polos )) && compadd -U -V unsorted -a polos
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _ksdgen_lengkapi "$@"
else
    compdef _ksdgen_lengkapi ksdgen
fi
""",
    "fish": """\
# Pelengkapan ksdgen untuk fish. Pasang: ksdgen completion fish > ~/.config/fish/completions/ksdgen.fish
function _ksdgen_lengkapi
    for baris in (env _KSDGEN_COMPLETE=fish_complete COMP_WORDS=(commandline -cp) COMP_CWORD=(commandline -t) ksdgen 2>/dev/null)
        set -l bagian (string split -m 1 "," -- $baris)
        switch $bagian[1]
            case dir
                __fish_complete_directories $bagian[2]
            case file
                __fish_complete_path $bagian[2]
            case plain
                echo $bagian[2]
        end
    end
end
complete --no-files --command ksdgen --arguments "(_ksdgen_lengkapi)"
""",
}
"""The scripts; what they ask is answered by click (`_KSDGEN_COMPLETE`)."""


@click.command("completion", epilog='Contoh: eval "$(ksdgen completion bash)"')
@click.argument("shell", type=click.Choice(list(SCRIPTS)))
def command(shell: str) -> int:
    """Tampilkan skrip pelengkapan tombol Tab untuk SHELL.

    Yang dilengkapi: perintah dan pilihannya, berkas naskah, jenis dan kategori, berkas pihak, kode temuan, dan
    peraturan. Agar berlaku setiap kali terminal dibuka, tambahkan baris pada contoh ke ~/.bashrc atau ~/.zshrc.
    """
    say(SCRIPTS[shell], nl=False)
    return 0

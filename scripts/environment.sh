# Make or repair .venv and install ".[EXTRA]" into it: environment.sh local|dev. Called by the Makefile.
set -eu

extra=$1
# There from the first step to the last, and then renamed to the stamp that make looks at. Where it is found at
# the start, an earlier run was cut off: pip takes a half-unpacked package for a whole one, so all is made anew.
unfinished=.venv/.unfinished

say() { printf '== %s\n' "$*"; }

# Let the command that is running end by itself on Ctrl-C, then leave.
trap 'exit 130' INT

find_python() {
    old=''
    bare=''
    for python in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3; do
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            old="; $python is $version"
        elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            bare=${bare:-$python}
        else
            return 0
        fi
    done
    if [ -n "$bare" ]; then
        say "$bare cannot make environments; on Debian and Ubuntu: apt install python3-venv (or $bare-venv)" >&2
    else
        say "no Python 3.11 or newer was found$old; install one, or name it: make PYTHON=/path/to/python …" >&2
    fi
    return 1
}

usable() {
    [ ! -e "$unfinished" ] &&
        .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        .venv/bin/python -m pip --version >/dev/null 2>&1
}

if usable; then
    touch "$unfinished"
else
    find_python || exit 1
    [ ! -e "$unfinished" ] || say "the last installation did not finish; beginning again"
    say "making .venv with $python ($version)"
    rm -rf .venv
    mkdir .venv
    touch "$unfinished"
    "$python" -m venv .venv
fi

say "installing briefgen[$extra] into .venv (about 1 minute the first time)"
log=.venv/install.log
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --editable ".[$extra]" >$log 2>&1
then
    cat $log >&2
    say "pip could not install briefgen[$extra]; what it said is above" >&2
    exit 1
fi

# dev contains local. The stamp has the time of the start: a pyproject.toml that changed meanwhile is newer.
[ "$extra" = local ] || cp -p "$unfinished" .venv/.local
mv "$unfinished" ".venv/.$extra"

# Write a brief of $STORY with the embedded model, fetching its weights when they are not here. Called by `make brief`.
set -u

example=examples/strait-talks/story.txt
model=local/qwen2.5-coder-1.5b
story=${STORY:-$example}
briefgen=.venv/bin/briefgen

say() { printf '== %s\n' "$*" >&2; }

# Let the program end by itself on Ctrl-C, then leave: what comes after the pull must not run.
trap 'exit 130' INT

replay() {
    say "the model's weights cannot be had here, for the reasons above"
    if [ "$story" != "$example" ]; then
        say "nothing is recorded for $story: it needs the live model"
        exit 3
    fi
    say "replaying a recorded run instead: these are the words $model wrote earlier, nothing is computed now"
    "$briefgen" brief "$example" -m "$model" --replay cassettes --stream || exit
    say "that was a recording; for the live model run make brief again where one of the sources can be reached"
    exit 0
}

if ! "$briefgen" models path >/dev/null 2>&1; then
    # A story that cannot be read should not cost a gigabyte first.
    [ "$story" = - ] || "$briefgen" read -- "$story" >/dev/null || exit
    say "fetching the embedded model: 1.1 GB, once; after Ctrl-C the next run goes on where this one stopped"
    "$briefgen" models pull >/dev/null
    pulled=$?
    case $pulled in
        0) ;;
        3) replay ;;
        *) exit "$pulled" ;;
    esac
fi

say "writing a brief of $story with $model; the first section takes longest, as the model reads the story first"
exec "$briefgen" brief -m "$model" --stream -- "$story"

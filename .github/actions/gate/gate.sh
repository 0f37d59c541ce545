#!/usr/bin/env bash
# Gates, annotates, summarises. The articles' own words never stand where the runner reads commands.
set -uo pipefail

if [ -n "${MTLINT_INSTALL:-}" ]; then
  # shellcheck disable=SC2086
  python3 -m pip install --quiet $MTLINT_INSTALL || exit 2
fi

# Words parted by spaces, without expanding * in them.
set -f
# shellcheck disable=SC2206
paths=($MTLINT_PATHS)
# shellcheck disable=SC2206
arguments=(${MTLINT_ARGUMENTS:-})
set +f

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
token="mtlint-$(od -An -N16 -tx1 /dev/urandom | tr -d " \n")"
echo "::stop-commands::$token"
mtlint gate "${paths[@]}" ${arguments[@]+"${arguments[@]}"} \
  -o "github:$work/annotations" -o "markdown:$work/summary.md" -o "sarif:$MTLINT_REPORT"
code=$?
echo "::$token::"

[ -f "$work/annotations" ] && cat "$work/annotations"
[ -f "$work/summary.md" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ] &&
  cat "$work/summary.md" >>"$GITHUB_STEP_SUMMARY"
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  {
    echo "exit-code=$code"
    echo "report=$MTLINT_REPORT"
  } >>"$GITHUB_OUTPUT"
fi
exit "$code"

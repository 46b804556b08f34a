# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034,SC2154  # variables pass between this file and its readers
# Read by ./run and ./check: packages, quiet steps, configure and build. Expects `root`, `log` and `offline`.
export LC_ALL=C.UTF-8
jobs=${JOBS:-$(nproc)}

say() { printf '%s\n' "$*" >&2; }

# A row of the tables below: package | command that makes the package unnecessary, or - | what it is for.
packages_to_build=(
    "g++|g++|C++20 compiler"
    "cmake|cmake|build files"
    "ninja-build|ninja|build"
    "libtbb-dev|-|threads"
    "libeigen3-dev|-|matrix algebra"
    "libhdf5-dev|-|result files"
    "libdeflate-dev|-|fast compression of result files"
    "libboost-program-options-dev|-|command line"
    "libtomlplusplus-dev|-|decks"
    "librandom123-dev|-|random draws"
    "libfmt-dev|-|text"
    "libnlopt-dev|-|calibration"
)

# Packages of the named rows that are not there, one "package (reason)" a line.
missing_packages() {
    local row package command reason
    for row in "$@"; do
        IFS='|' read -r package command reason <<<"$row"
        [[ $command != - ]] && command -v "$command" >/dev/null && continue
        [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) == i* ]] && continue
        printf '%s (%s)\n' "$package" "$reason"
    done
}

# Runs a command with its output in the log; on a terminal its last line shows. The log is shown when it fails.
quietly() {
    local title=$1 width=${COLUMNS:-80} code=0 from line
    shift
    from=$(($(wc -l <"$log") + 1))
    if [[ -t 2 ]]; then
        { "$@" 2>&1 || code=$?; exit "$code"; } | tee -a "$log" | while IFS= read -r line; do
            printf '\r\033[K%.*s' $((width - 1)) "$title: $line" >&2
        done || code=$?
        printf '\r\033[K' >&2
    else
        "$@" >>"$log" 2>&1 || code=$?
    fi
    if ((code != 0)); then
        tail -n "+$from" "$log" | tail -n 60 >&2
        say "$title: failed (exit $code); the whole log is in $log"
    fi
    return "$code"
}

as_root() {
    if (($(id -u) == 0)); then
        "$@"
    elif [[ -t 0 ]]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

# Installs what is missing of the rows, after saying what and why. Without right or network: says what to install.
install_missing() {
    local missing names
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "No apt here: this is made for Debian 12. Packages are not checked."
        return 0
    fi
    missing=$(missing_packages "$@")
    [[ -z $missing ]] && return 0
    names=$(awk '{print $1}' <<<"$missing" | tr '\n' ' ')
    say "Missing Debian packages: $(paste -sd, <<<"$missing" | sed 's/,/, /g')"
    if [[ $offline == yes ]]; then
        say "--offline: not installed. Install them with: apt-get install --no-install-recommends $names"
        return 3
    fi
    if (($(id -u) != 0)) && ! command -v sudo >/dev/null; then
        say "Neither root nor sudo. Ask for: apt-get install --no-install-recommends $names"
        return 3
    fi
    say "Installing them with apt-get."
    # An update that fails is no fault if the lists at hand suffice.
    quietly "apt-get update" as_root apt-get -o DPkg::Lock::Timeout=300 update || say "going on with the package lists at hand"
    # shellcheck disable=SC2086  # names is a list
    quietly "apt-get install" as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends $names || return 3
}

# configure PRESET [cmake options]: only when there are no build files; ninja itself sees to changes of CMakeLists.txt.
configure() {
    local preset=$1
    shift
    quietly "configure $preset" cmake -S "$root" --preset "$preset" "$@"
}

build() {
    local preset=$1
    shift
    quietly "build $preset" ninja -C "$root/build/$preset" -j "$jobs" "$@"
}

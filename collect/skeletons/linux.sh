#!/bin/sh
# Collects what backupdx can use about this Linux guest. Read-only: it looks, and changes nothing.
# Ordinary users may not see all of it, so run it as root or with sudo:
#
#   sudo sh collect-linux.sh > guest.txt
#   backupdx diagnose azure.txt guest.txt

LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin
export LC_ALL PATH
unset COLUMNS # else `ps` and others cut their lines to it
mark='##backupdx##'
host=$(uname -n)

# What commands complain about belongs into their section; talk goes to the terminal.
exec 3>&2 2>&1
say() { printf '%s\n' "$*" >&3; }

sudo=no
who=$(id -un)
sign='$'
if [ "$(id -u)" = 0 ]; then
    sign='#'
elif sudo -n true > /dev/null 2>&1; then
    sudo=yes
    who=root
    sign='#'
else
    say 'Not root, and sudo would ask for a password: some of it cannot be seen.'
fi
timeouts=no
if command -v timeout > /dev/null; then timeouts=yes; fi

# limited SECONDS COMMAND...: as root where that is possible, and not for longer.
limited() {
    seconds=$1
    shift
    if [ "$timeouts" = yes ]; then set -- timeout -s KILL "$seconds" "$@"; fi
    if [ "$sudo" = yes ]; then set -- sudo -n env LC_ALL=C "PATH=$PATH" "$@"; fi
    "$@" < /dev/null
}

# section COMMAND: begins a section, in which the command stands behind a prompt.
section() {
    say "  $1"
    printf '\n%s section %s\n%s@%s:~%s %s\n' "$mark" "$1" "$who" "$host" "$sign" "$1"
}

# hidden: takes user names and passwords out of the addresses of proxies.
hidden() {
    sed -e 's#//[^/@ ]*:[^/@ ]*@#//(hidden):(hidden)@#' -e 's#= *[^/@: ]*:[^/@ ]*@#=(hidden):(hidden)@#'
}

# reached PORT: whether the platform's address answers.
reached() {
    if [ "$timeouts" = no ]; then return; fi
    limited 5 bash -c ": < /dev/tcp/168.63.129.16/$1"
    result=$?
    if [ "$result" = 0 ]; then
        printf '168.63.129.16:%s open\n' "$1"
    elif [ "$result" = 137 ] || [ "$result" = 124 ]; then
        printf '168.63.129.16 port %s timed out\n' "$1"
    fi
}

# opened: which mount points of disks cannot be opened.
opened() {
    if [ "$timeouts" = no ]; then return; fi
    awk '$1 ~ /^\/dev\// { print $2 }' /proc/mounts | sed -e 's/\\040/ /g' | sort -u | {
        tried=0
        closed=0
        while IFS= read -r mount; do
            tried=$((tried + 1))
            if ! limited 5 ls -d "$mount/." > /dev/null; then
                closed=$((closed + 1))
                printf 'cannot be opened: %s\n' "$mount"
            fi
        done
        printf '%s mount points tried, %s cannot be opened\n' "$tried" "$closed"
    }
}

say "Looking at $host; it takes a minute at most."
printf '%s collected 1 linux %s %s\n' "$mark" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$host"

#@sections
printf '\n%s end\n' "$mark"
say "Done: give the output to 'backupdx diagnose'."

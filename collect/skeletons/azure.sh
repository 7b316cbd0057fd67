#!/usr/bin/env bash
# Collects what backupdx can use of what Azure knows about one VM. Read-only: it shows and lists, nothing else.
# It needs the Azure CLI, signed in (`az login`), and the roles Reader and Backup Reader.
#
#   bash collect-azure.sh > azure.txt
#   backupdx diagnose azure.txt

# The names to ask for; what is empty is found where that is possible.
#@names

mark='##backupdx##'
say() { printf '%s\n' "$*" >&2; }
note() { printf '%s note %s\n' "$mark" "$*"; }

# call ARGUMENTS...: `az` for the subscription that was given; of the directory it takes none.
call() {
    if [ -n "$subscription" ] && [ "$1" != ad ]; then set -- "$@" --subscription "$subscription"; fi
    az "$@" 2>&1 < /dev/null
}

# show NAME ARGUMENTS...: a section with what `az` says.
show() {
    say "  $1"
    printf '%s section %s\n' "$mark" "$1"
    shift
    call "$@"
    printf '\n'
}

# ask ARGUMENTS...: what `az` says, in $rows; an error becomes a section.
ask() {
    if rows=$(call "$@"); then
        rows=${rows//$'\r'/} # in Git Bash
    else
        printf '%s section az %s\n%s\n' "$mark" "$*" "$rows"
        rows=''
    fi
}

# part TEXT NUMBER: one of the parts that slashes divide, in $value; what `az` would take for more than a name is none.
part() {
    value=$1
    if [ -n "$2" ]; then
        IFS=/ read -r -a parts <<< "$1"
        value=${parts[$2]}
    fi
    if [[ $value == None ]] || [[ $value == [-@]* ]]; then value=''; fi
}

begin() {
    printf '%s collected 1 azure %s %s %s %s\n' "$mark" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
        "${vm:--}" "${resource_group:--}" "${subscription_id:--}"
}

shopt -s nocasematch
if [ -z "$vm" ]; then
    say 'Fill in the name of the VM at the top of this script.'
    exit 2
fi
if ! command -v az > /dev/null; then
    say 'The Azure CLI is not on the PATH: install it, or run this in Cloud Shell in the portal.'
    exit 2
fi
if ! said=$(call account show --query '[id]' -o tsv --only-show-errors); then
    say "The Azure CLI cannot be used: $said"
    say "Run 'az login', then this again."
    exit 2
fi
say "Asking Azure about $vm; it takes a minute or two."

#@sections
printf '%s end\n' "$mark"
say "Done: give the output to 'backupdx diagnose'."

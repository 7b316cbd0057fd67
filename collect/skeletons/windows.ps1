# Collects what backupdx can use about this Windows guest. Read-only: it looks, and changes nothing.
# Run it as administrator, in Windows PowerShell 5.1 or PowerShell 7:
#
#   powershell -NoProfile -ExecutionPolicy Bypass -Command ".\collect-windows.ps1 | Out-File -Encoding utf8 guest.txt"
#   backupdx diagnose azure.txt guest.txt

$ErrorActionPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
$mark = '##backupdx##'

# A section with what a command prints; what this machine does not have becomes an empty one.
function Write-Section([string] $Name, [scriptblock] $Command) {
    Write-Host "  $Name"
    Write-Output "$mark section $Name"
    try { & $Command } catch { Write-Output "ERROR: $_" }
}

Write-Output "$mark collected 1 windows $((Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')) $env:COMPUTERNAME"

#@sections
Write-Output "$mark end"
Write-Host 'Done: give the output to backupdx diagnose.'

"""The vault is closed to public networks, and what was tried comes from there."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The vault is closed to public networks, and the operation comes from outside its private endpoints",
    "VM backup itself needs no private endpoint and no public access. File recovery, agents and databases do, and "
    "endpoints have to be made before the first item.",
    sources=(PREPARE.section("Apply a backup policy"), GENERAL_MATRIX.section("Private endpoints")),
    codes=("enabling",),
    phases=CONFIGURING,
    hint_only=True,
    rules=(
        hints(vault.public_access == False),
        rules_out(vault.public_access == True),
    ),
    remedy=(
        look("See whether public access is denied, and which private endpoints there are.", how(vault.public_access)),
        look(
            "Do it from a machine in a network that reaches the private endpoints.",
            portal("Recovery Services vault > Settings > Networking > Private access"),
            caution="To open public access is not needed for VM backup: ask who closed it.",
        ),
    ),
    verify=verify("The operation is accepted.", CHECK_VM),
)

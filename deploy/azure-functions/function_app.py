"""backupdx as an Azure Function: the same application as `backupdx serve`, behind the rights of the function app.

The access key of the function app says who may call. The host's own name has to be allowed: set BACKUPDX_HOSTS to the
names that callers use, separated by commas.
"""

import os

import azure.functions as func
from backupdx.service.bounds import LOCAL, Limits
from backupdx.service.http import create_app

hosts = (*LOCAL, *filter(None, os.environ.get("BACKUPDX_HOSTS", "").lower().split(",")))
app = func.AsgiFunctionApp(app=create_app(Limits(workers=1, hosts=hosts)), http_auth_level=func.AuthLevel.FUNCTION)

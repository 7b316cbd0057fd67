"""The facts, as rule authors write them: `agent.status == "not_ready"` is a condition."""

from ..engine.conditions import TopicNames

error = TopicNames("error")
vm = TopicNames("vm")
agent = TopicNames("agent")
extensions = TopicNames("extensions")
windows = TopicNames("windows")
linux = TopicNames("linux")
network = TopicNames("network")
disks = TopicNames("disks")
locks = TopicNames("locks")
restore_points = TopicNames("restore_points")
keyvault = TopicNames("keyvault")
des = TopicNames("des")
policy = TopicNames("policy")
platform = TopicNames("platform")
backup = TopicNames("backup")
vault = TopicNames("vault")
caller = TopicNames("caller")
signs = TopicNames("signs")
derived = TopicNames("derived")
